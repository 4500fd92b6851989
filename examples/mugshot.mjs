// Makes thumbnails of a photo, by talking: node mugshot.mjs PHOTO [HEADLINE]
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";

const base = `${process.env.PICTOR ?? "http://localhost:8000"}/api/v1`;
const [photo, headline = "Day one"] = process.argv.slice(2);
if (!photo) {
  console.error("usage: node mugshot.mjs PHOTO [HEADLINE]");
  process.exit(2);
}
let token = "";

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  const answer = await fetch(base + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && !isForm && { "Content-Type": "application/json" }),
    },
    body: isForm ? body : body && JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said.detail)}`);
  return said;
}

const email = `user-${Date.now()}-${process.pid}@example.com`;
const password = "a long enough password";
const { next } = await call("POST", "/auth/start", { email });
console.log("a new address is to", next);
await call("POST", "/auth/signup", { email, password, confirm_password: password });
token = (await call("POST", "/auth/signin", { email, password })).access_token;

const project = await call("POST", "/projects/", { platform: "youtube", headline });
const form = new FormData();
form.set("type", "selfie");
form.set("project_id", project.id);
form.set("file", new Blob([await readFile(photo)]), basename(photo));
await call("POST", "/assets/upload", form);

const chat = await call("POST", "/chat/new", { project_id: project.id });
console.log("the chat has a page:", chat.url);
await call("POST", `/chat/${chat.chat_id}/messages`, {
  content: "Make it neon, and generate 2 versions as a draft",
  sender: "user",
});
// The answer is the message after ours, and is there as soon as ours is.
const answer = (await call("GET", `/chat/${chat.chat_id}/messages`)).at(-1);
console.log("the assistant:", answer.content);
if (!answer.job_id) throw new Error("no job was started");

let job;
do {
  await new Promise((later) => setTimeout(later, 500));
  job = await call("GET", `/jobs/${answer.job_id}`);
  console.log(job.status, `${job.progress} %`);
} while (["queued", "processing"].includes(job.status));
if (job.status !== "completed") throw new Error(`${job.status}: ${job.error?.message}`);

for (const { variant, status, url, mime_type, error } of job.artifacts) {
  if (status === "failed") {
    console.log(`variant ${variant} failed, and costs nothing: ${error.message}`);
    continue;
  }
  const name = `thumbnail-${variant}.${mime_type.split("/")[1]}`;
  await writeFile(name, Buffer.from(await (await fetch(url)).arrayBuffer()));
  console.log(name, "is there");
}
const { credits } = await call("GET", "/profile");
console.log(`it cost ${job.cost_credits} credits; ${credits} are left`);
