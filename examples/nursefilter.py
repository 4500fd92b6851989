#!/usr/bin/env python3
"""Puts a theme on a photo: python3 nursefilter.py PHOTO [THEME]"""

import base64
import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("PICTOR", "http://localhost:8000")


def call(path, body=None, token=None, form=False):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
        body = (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, body, headers)) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{path}: {json.load(refused)['detail']}")


if len(sys.argv) < 2:
    sys.exit(__doc__)
theme = sys.argv[2] if len(sys.argv) > 2 else "scrubs"
print("themes:", ", ".join(each["id"] for each in call("/api/themes")))

name, password = "nurse-" + secrets.token_hex(4), secrets.token_hex(12)
call("/api/auth/register", {"username": name, "password": password})
token = call("/api/auth/token", {"username": name, "password": password}, form=True)["access_token"]

with open(sys.argv[1], "rb") as photo:
    picture = base64.b64encode(photo.read()).decode()
request = call("/api/images/process", {"image_base64": picture, "workflow_id": theme}, token)
image = {"status": request["status"]}
while image["status"] in ("pending", "submitted", "processing"):
    time.sleep(0.5)
    image = call("/api/images/" + request["request_id"], token=token)
    print(image["status"], f"{image['progress']} %")
if image["status"] != "completed":
    sys.exit(f"{image['status']}: {image['error']}")

urllib.request.urlretrieve(image["output_image_url"], "nurse.jpg")
quota = call("/api/user/profile", token=token)["quota"]
print("nurse.jpg is there;", quota["remaining"], "of", quota["limit"], "pictures are left")
