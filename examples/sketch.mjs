// Draws a photo: node sketch.mjs PHOTO [STYLE] [METHOD]
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

const base = process.env.PICTOR ?? "http://localhost:8000";
const [photo, style = "PENCIL", method = "ARTISTIC"] = process.argv.slice(2);
if (!photo) {
  console.error("usage: node sketch.mjs PHOTO [STYLE] [METHOD]");
  process.exit(2);
}
let cookie = "";

async function call(path, body) {
  const answer = await fetch(base + path, {
    method: body ? "POST" : "GET",
    headers: { "Content-Type": "application/json", Cookie: cookie },
    body: body && JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said.detail)}`);
  // A browser keeps the cookie by itself.
  cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
  return said;
}

const account = { email: `user-${Date.now()}@example.com`, password: "a long enough password" };
await call("/api/auth/register", account);
await call("/api/auth/login", account);

const bytes = await readFile(photo);
const type = photo.endsWith(".png") ? "image/png" : "image/jpeg";
const place = await call("/api/upload/presigned-url", {
  filename: basename(photo),
  content_type: type,
  file_size: bytes.length,
});
const put = await fetch(place.upload_url, { method: "PUT", headers: place.headers, body: bytes });
if (!put.ok) throw new Error(`the upload was refused: ${put.status}`);
await call("/api/upload/confirm", { key: place.key });

const line = new WebSocket(`${base.replace(/^http/, "ws")}/ws?token=${cookie.split("=")[1]}`);
await new Promise((open) => line.addEventListener("message", open, { once: true }));
const sketch = await call("/api/sketch/create", { key: place.key, style, method });
const end = await new Promise((done) => {
  line.addEventListener("message", ({ data }) => {
    const told = JSON.parse(data);
    if (told.task_id !== sketch.task_id) return;
    console.log(told.status, `${told.progress} %`);
    if (["completed", "failed", "cancelled"].includes(told.status)) done(told);
  });
  // What happened between the answer and the first message.
  line.send(JSON.stringify({ type: "resume", since: { [sketch.id]: 0 } }));
});
line.close();
if (end.status !== "completed") throw new Error(JSON.stringify(end.error));

const { sketch_url } = await call(`/api/sketch/${sketch.id}`);
await writeFile("sketch.jpg", Buffer.from(await (await fetch(sketch_url)).arrayBuffer()));
console.log("sketch.jpg is there");
