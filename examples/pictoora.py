#!/usr/bin/env python3
"""Puts a child's face on a page of a book: python3 pictoora.py PHOTO PAGE [PROMPT]

The variable API_KEY has the shop's key; without it a new user gets one.
"""

import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request

BASE = os.environ.get("PICTOR", "http://localhost:8000") + "/api/v1"


def call(path, body=None, headers=None, content_type="application/json"):
    headers = dict(headers or {})
    if body is not None:
        headers["Content-Type"] = content_type
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, body, headers)) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        said = json.load(refused)
        sys.exit(f"{path}: {said.get('message') or said.get('detail')}")


def new_key():
    account = {"email": f"shop-{secrets.token_hex(4)}@example.com", "password": secrets.token_hex(12)}
    call("/auth/register", account)
    token = call("/auth/login", account)["access_token"]
    return call("/keys", {"name": "the shop"}, {"Authorization": f"Bearer {token}"})["key"]


def upload(path, headers):
    boundary = secrets.token_hex(16)
    with open(path, "rb") as picture:
        body = (
            f"--{boundary}\r\nContent-Disposition: form-data; name=\"file\";"
            f" filename=\"{os.path.basename(path)}\"\r\n\r\n"
        ).encode() + picture.read() + f"\r\n--{boundary}--\r\n".encode()
    answer = call("/upload", body, headers, f"multipart/form-data; boundary={boundary}")
    return answer["data"]["file_url"]


if len(sys.argv) < 3:
    sys.exit(__doc__)
photo, page = sys.argv[1:3]
prompt = sys.argv[3] if len(sys.argv) > 3 else "Put this child's face onto the largest face of the page"
key = {"X-API-Key": os.environ.get("API_KEY") or new_key()}

init_id = call("/initiate-process", b"", key)["data"]["init_id"]
order = {
    "init_id": init_id,
    "source_url": upload(photo, key),
    "target_url": upload(page, key),
    "prompt": prompt,
}
print(call("/process/book", order, key)["message"])
process = {"status": "pending"}
while process["status"] in ("pending", "processing"):
    time.sleep(0.5)
    process = call("/process/status", {"init_id": init_id}, key)["data"]
    print(process["status"], f"{process['progress']} %")
if process["status"] != "completed":
    sys.exit(f"{process['status']}: {process['error']}")

name, _ = urllib.request.urlretrieve(process["result_url"], "page.png")
print(name, "is there")
