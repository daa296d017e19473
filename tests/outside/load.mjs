#!/usr/bin/env node
// What `vanban serve` bears, asked over HTTP as the editor asks:
//     tests/outside/load.mjs VANBAN [--typists N] [--keys N] [--renders N]
// One person types in a ten-page document, then N at once in N documents, each at the pace of a quick typist, saving as the editor does;
// then so many documents are made. Exits with 1 where N typists wait more than twice the bar for a key press (p95), or where memory
// grows with the number of documents made. A release build and an idle machine, or the numbers say nothing.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, ...options] = process.argv.slice(2);
const option = (name, without) => Number(options.includes(name) ? options[options.indexOf(name) + 1] : without);
const [typists, keys, renders] = [option("--typists", 20), option("--keys", 60), option("--renders", 1000)];
if (!program || !existsSync(program)) {
  console.error("load: needs the program");
  process.exit(2);
}

/** Milliseconds for a key press, and what many typists at once may make of them. */
const BAR = 100;
const TIMES = 2;
/** Between two keys of a quick typist, and between two saves. */
const KEY = 300;
const SAVE = 900;
/** How much memory may grow from the first tenth of the documents to the last. */
const GROWTH = 1.1;

const folder = mkdtempSync(join(tmpdir(), "vanban-load-"));
const server = spawn(program, ["serve", "--data", folder, "--no-open", "--port", "0"]);
const address = await new Promise((found, failed) => {
  let said = "";
  server.stderr.on("data", (bytes) => {
    said += bytes;
    const at = /(http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+)/.exec(said);
    if (at) found({ origin: at[1], token: at[2] });
  });
  server.on("exit", () => failed(new Error(`the program stopped: ${said}`)));
});

async function ask(method, path, body) {
  const headers = { authorization: `Bearer ${address.token}`, "content-type": "application/json" };
  const answer = await fetch(address.origin + path, { method, headers, body: body && JSON.stringify(body) });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${new TextDecoder().decode(bytes).slice(0, 300)}`);
  return answer.headers.get("content-type")?.includes("json") ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
}

/** A document of ten pages. */
async function begin() {
  const words = "Các phòng, đơn vị thuộc Sở phối hợp thực hiện nhiệm vụ được giao, báo cáo kết quả trước ngày 15 hằng tháng theo quy định hiện hành.";
  const clause = (n) => ({ level: "clause", text: `${words} Lần ${n}.`, items: [{ level: "dash", text: words }, { level: "dash", text: words }] });
  const { id, version } = await ask("POST", "/api/documents", { type: "ke-hoach", start: "example" });
  const { data } = await ask("GET", `/api/documents/${id}`);
  data.content.body = Array.from({ length: 6 }, (_, s) => ({ level: "section", heading: `Phần ${s + 1}`, items: Array.from({ length: 9 }, (_, n) => clause(n)) }));
  return { id, version, data };
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Types into a document; gives how long each key waited for findings and pages. */
async function type({ id, version, data }, count) {
  const item = data.content.body[2].items[3];
  const times = [];
  let [known, saved] = [[], performance.now()];
  await wait(Math.random() * KEY);
  for (let key = 0; key < count; key += 1) {
    item.text += "abcdeghik "[key % 10];
    const from = performance.now();
    const { pages } = await ask("POST", "/api/preview", { document: id, data, known });
    times.push(performance.now() - from);
    known = pages.map((page) => page.hash);
    if (performance.now() - saved > SAVE) {
      ({ version } = await ask("PUT", `/api/documents/${id}`, { version, data }));
      saved = performance.now();
    }
    await wait(Math.max(0, KEY - (performance.now() - from)));
  }
  return times.slice(3);
}

function told(what, times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  console.log(`${what}: median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`);
  return at(0.95);
}

/** Megabytes that the program holds. */
function memory() {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

let faults = 0;
try {
  told("one typist", await type(await begin(), keys));
  const documents = [];
  for (let n = 0; n < typists; n += 1) documents.push(await begin());
  const all = told(`${typists} typists`, (await Promise.all(documents.map((one) => type(one, keys)))).flat());
  if (all > BAR * TIMES) {
    console.log(`FAULT ${typists} typists wait more than ${BAR * TIMES} ms for a key press`);
    faults += 1;
  }
  const { data } = documents[0];
  let early = 0;
  for (let n = 1; n <= renders; n += 1) {
    data.subject = `Tuyên truyền cải cách hành chính lần ${n}`;
    await ask("POST", "/api/render", { data, format: n % 2 ? "pdf" : "docx" });
    if (n === Math.ceil(renders / 10)) early = memory();
  }
  const late = memory();
  console.log(`memory: ${early.toFixed(0)} MB after ${Math.ceil(renders / 10)} documents, ${late.toFixed(0)} MB after ${renders}`);
  if (late > early * GROWTH) {
    console.log("FAULT memory grows with the documents that are made");
    faults += 1;
  }
} finally {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
process.exit(faults ? 1 : 0);
