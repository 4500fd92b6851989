#!/bin/sh
# Restores the faces of a photo: ./oneshot.sh PHOTO
set -eu
base=${PICTOR:-http://localhost:8000}/api/v1
photo=${1:?usage: oneshot.sh PHOTO}
case $photo in *.png) type=image/png ;; *.webp) type=image/webp ;; *) type=image/jpeg ;; esac

json() { curl -sS --fail-with-body -H "Content-Type: application/json" "$@"; }

account="{\"email\": \"user-$(date +%s)-$$@example.com\", \"password\": \"a long enough password\"}"
json "$base/auth/register" -d "$account" > /dev/null
token=$(json "$base/auth/login" -d "$account" | jq -r .access_token)
auth="Authorization: Bearer $token"

place=$(json -H "$auth" "$base/uploads/presign" \
  -d "{\"filename\": \"$(basename "$photo")\", \"content_type\": \"$type\"}")
curl -sS --fail-with-body -X PUT "$(echo "$place" | jq -r .upload_url)" \
  -H "Content-Type: $type" --data-binary "@$photo"

job=$(json -H "$auth" "$base/jobs" -d "{
    \"job_type\": \"face_restore\",
    \"params\": {\"input_url\": $(echo "$place" | jq .file_url), \"enhance\": true, \"denoise\": 0.5}
  }" | jq -r .id)

while :; do
  answer=$(json -H "$auth" "$base/jobs/$job")
  echo "$answer" | jq -r '"\(.status) \(.progress) %"'
  case $(echo "$answer" | jq -r .status) in
    succeeded) break ;;
    failed | cancelled) echo "$answer" | jq .error >&2; exit 1 ;;
  esac
  sleep 1
done

curl -sS --fail-with-body -o restored.png "$(echo "$answer" | jq -r '.artifacts[0].output_url')"
echo "restored.png is there; it cost $(echo "$answer" | jq .cost_credits) credits of" \
  "$(json -H "$auth" "$base/auth/me" | jq .credits) that are left"
