#!/usr/bin/env node
// Goes through `vanban serve` as a clerk does, with Debian's Chromium:
//     tests/outside/web.mjs VANBAN [--shots DIR] [--keys N] [--only STEP,…] [--assets DIR]
// Word files dropped, a plan typed from nothing, 60 pasted lines, a table from the clipboard, a footnote, a picture, wide paper, input
// methods, two windows, a program that stops while somebody types, versions, a batch with wrong cells, minutes on tablets, the
// keyboard alone, axe on every screen. `--shots` keeps pictures of the
// screens at three widths, `--keys` measures so many key presses in a ten-page document, `--assets` takes scripts and styles from a
// folder, so that a change of them is tried without a build. Exits with 1 where something is not right.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");
const [program, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : null);
const installed = join(repository, "target", "outside", "web", "node_modules");
const chromium_ = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!program || !existsSync(program) || !existsSync(installed) || !chromium_) {
  console.error("web: needs the program, Chromium and what tests/outside/install.sh installs");
  process.exit(2);
}
const { chromium } = createRequire(import.meta.url)(join(installed, "playwright-core"));
const axe = readFileSync(join(installed, "axe-core", "axe.min.js"), "utf8");

let faults = 0;
function check(what, right, found = "") {
  console.log(`${right ? "ok   " : "FAULT"} ${what}${right ? "" : ` ${found}`}`);
  if (!right) faults += 1;
}

const folder = mkdtempSync(join(tmpdir(), "vanban-web-"));
let server;
let address;

/** Starts the program on the same data; gives the address with its token. */
async function start(...more) {
  server = spawn(program, ["serve", "--data", folder, "--no-open", ...more, ...(address ? ["--port", new URL(address).port] : ["--port", "0"])]);
  let said = "";
  address = await new Promise((found, failed) => {
    const read = (bytes) => {
      said += bytes;
      const at = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/#token=\S+/.exec(said);
      if (at) found(at[0]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", () => failed(new Error(`the program stopped: ${said}`)));
    setTimeout(() => failed(new Error(`no address: ${said}`)), 20_000).unref();
  });
}

function stop(signal = "SIGKILL") {
  if (server.exitCode !== null || server.signalCode) return Promise.resolve();
  return new Promise((done) => {
    server.removeAllListeners("exit");
    server.on("exit", done);
    server.kill(signal);
  });
}

const browser = await chromium.launch({ executablePath: chromium_, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: "vi-VN", acceptDownloads: true });
context.setDefaultTimeout(10_000);
const assets = option("--assets");
if (assets) {
  await context.route("**/assets/*", (route) => {
    const path = join(assets, new URL(route.request().url()).pathname.split("/").at(-1));
    return existsSync(path) ? route.fulfill({ path, contentType: path.endsWith(".css") ? "text/css" : "text/javascript" }) : route.continue();
  });
}
const page = await context.newPage();
const wrong = [];
// axe and pictures bring styles of their own, which the policy refuses.
let looking = false;
page.on("pageerror", (error) => wrong.push(error.stack));
page.on("console", (message) => {
  // A program that was stopped on purpose does not answer, and 409 and 422 are answers.
  if (looking) return;
  if (message.type() === "error" && !/Failed to load resource/.test(message.text())) wrong.push(message.text());
});
const site = () => new URL(address).origin;
const api = (path, init) => page.evaluate(async ([path, init]) => {
  const answer = await fetch(path, init);
  return { status: answer.status, told: await answer.json().catch(() => null) };
}, [path, init]);
const json = (method, body) => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const saved = () => page.waitForFunction(() => /Đã lưu/.test(document.querySelector(".state")?.textContent ?? ""), null, { timeout: 15_000 });
const dataOf = async (id) => (await api(`/api/documents/${id}`)).told.data;
/** Whether words reach the store, by whatever way. */
async function arrived(id, words) {
  for (let i = 0; i < 60; i += 1) {
    if (JSON.stringify(await dataOf(id)).includes(words)) return true;
    await page.waitForTimeout(250);
  }
  return false;
}
const idOf = () => Number(new URL(page.url()).pathname.split("/").at(-1));

async function begin(body) {
  const { told } = await api("/api/documents", json("POST", body));
  await page.goto(`${site()}/documents/${told.id}`);
  await page.waitForSelector(".outline");
  return told.id;
}

/** What is on the clipboard, pasted into the field in use. */
const paste = (kinds) => page.evaluate((kinds) => {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(kinds)) data.setData(type, text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return document.activeElement.dispatchEvent(event);
}, kinds);

async function look(name) {
  looking = true;
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  check(`axe finds nothing serious: ${name}`, !serious.length, serious.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`).join("\n      "));
  const shots = option("--shots");
  if (!shots) return (looking = false);
  mkdirSync(shots, { recursive: true });
  for (const width of [1366, 820, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(shots, `${name}-${width}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`nothing runs off the screen: ${name}, ${width} px`, wide <= 1, `${wide} px`);
  }
  await page.setViewportSize({ width: 1366, height: 900 });
  looking = false;
}

const first = (name) => page.locator(".outline textarea").filter({ visible: true }).nth(name);

const steps = {
  async opens() {
    await page.goto(site());
    await page.waitForSelector("#closed:not([hidden])");
    check("without its token the program shows nothing but how to open it", (await page.locator("body").innerText()).includes("Mở lại chương trình"));
    const before = Date.now();
    await page.goto(address);
    await page.waitForURL("**/start");
    // A clock judges only where somebody measures.
    if (option("--keys")) check("the first page is there within a second", Date.now() - before < 1000, `${Date.now() - before} ms`);
    await look("start");
  },

  async introduces() {
    // The first start asks for the office.
    await page.goto(`${site()}/settings`);
    for (const [label, value] of [["Cơ quan chủ quản", "UBND tỉnh Lai Châu"], ["Cơ quan ban hành", "Sở Nội vụ"], ["Chữ viết tắt tên cơ quan", "SNV"], ["Địa danh", "Lai Châu"], ["Quyền hạn ký", "KT."], ["Chức vụ", "Phó Giám đốc"], ["Họ và tên", "Nguyễn Văn An"]]) {
      const field = page.getByLabel(label, { exact: true }).first();
      if (await field.isVisible()) await field.fill(value);
    }
    await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
    await page.waitForLoadState();
    check("the office's profile is kept", (await page.locator("main").innerText()).includes("Đã lưu."), (await page.locator("#profile").innerText()).slice(0, 800));
  },

  async types() {
    // A plan from nothing, every key typed.
    const id = await begin({ type: "ke-hoach", start: "blank" });
    await page.getByLabel("Trích yếu").fill("Tuyên truyền cải cách hành chính năm 2026");
    const outline = page.getByRole("group", { name: "Nội dung", exact: true });
    const begun = outline.getByRole("button", { name: "Viết dòng đầu tiên" });
    if (await begun.count()) await begun.click();
    else await outline.locator("textarea").first().focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Mục đích");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Nâng cao nhận thức");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Yêu cầu");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("Nội dung");
    await saved();
    const body = (await dataOf(id)).content.body;
    const shape = (items) => items.map((item) => (typeof item === "string" ? item : [item.heading ?? item.text, ...(item.items ? [shape(item.items)] : [])]));
    const at = body.findIndex((item) => item.heading === "Mục đích");
    check("Enter, Tab and Shift+Tab make the outline", JSON.stringify(shape(body.slice(at, at + 2))) === JSON.stringify([["Mục đích", [["Nâng cao nhận thức"], ["Yêu cầu"]]], ["Nội dung"]]), JSON.stringify(shape(body)));
    await page.keyboard.press("Alt+ArrowUp");
    await saved();
    const moved = (await dataOf(id)).content.body.map((item) => item.heading);
    check("Alt+↑ moves an item past its neighbour", moved.indexOf("Nội dung") < moved.indexOf("Mục đích"), moved.join());
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(1200);
    const back = (await dataOf(id)).content.body.map((item) => item.heading);
    check("Ctrl+Z brings it back", back.indexOf("Nội dung") > back.indexOf("Mục đích"), back.join());
    await page.waitForTimeout(500);
    const markers = await outline.locator(".level").allInnerTexts();
    check("items show their printed numbers", ["I.", "1.", "2.", "II."].every((marker) => markers.includes(marker)), markers.join());
    return id;
  },

  async composes() {
    // As the system's Vietnamese keyboard sends it: composition, replaced until it ends; then as UniKey does: Backspace and again.
    const id = await begin({ type: "ke-hoach", start: "example" });
    const area = first(2);
    await area.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    const client = await context.newCDPSession(page);
    for (const [word, steps] of [["tiếng ", ["t", "ti", "tiê", "tiên", "tiêng", "tiếng"]], ["Việt", ["V", "Vi", "Viê", "Viêt", "Việt"]]]) {
      for (const text of steps) {
        await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        await page.waitForTimeout(25);
      }
      await client.send("Input.insertText", { text: word });
    }
    check("composed words arrive whole", (await area.inputValue()) === "tiếng Việt", await area.inputValue());
    await page.keyboard.type(" co");
    for (const [keys, text] of [[1, "ô"], [1, "ộ"]]) {
      for (let i = 0; i < keys; i += 1) await page.keyboard.press("Backspace");
      await page.keyboard.insertText(text);
      await page.waitForTimeout(40);
    }
    await page.keyboard.type("ng");
    // An item of one letter is empty for a moment while it is typed anew; it must not go.
    await page.keyboard.press("Enter");
    await page.keyboard.type("a");
    await page.keyboard.press("Backspace");
    await page.keyboard.insertText("â");
    await page.keyboard.type("m");
    await saved();
    const text = JSON.stringify(await dataOf(id));
    check("words typed anew by UniKey arrive whole", text.includes("tiếng Việt cộng") && text.includes("âm"), text.slice(0, 600));
  },

  async pastes() {
    const id = await begin({ type: "ke-hoach", start: "blank" });
    await page.getByLabel("Trích yếu").fill("Dán từ Word");
    const outline = page.getByRole("group", { name: "Nội dung", exact: true });
    const begun = outline.getByRole("button", { name: "Viết dòng đầu tiên" });
    if (await begun.count()) await begun.click();
    else await outline.locator("textarea").last().focus();
    const lines = [];
    for (const section of ["I", "II", "III", "IV", "V", "VI"]) {
      lines.push(`${section}. PHẦN VIỆC ${section}`);
      for (let clause = 1; clause <= 3; clause += 1) {
        lines.push(`${clause}. Nhiệm vụ thứ ${clause} của phần ${section}.`, `- Việc thứ nhất của nhiệm vụ ${clause};`, `- Việc thứ hai của nhiệm vụ ${clause}.`);
      }
    }
    check("60 lines are pasted", lines.length === 60);
    await paste({ "text/plain": lines.join("\r\n") });
    await page.waitForFunction(() => /Đã dán 60 dòng/.test(document.getElementById("messages").textContent));
    await saved();
    const body = (await dataOf(id)).content.body;
    const sections = body.filter((item) => item.level === "section" && /phần việc/i.test(item.heading));
    check("pasted lines are items with their levels", sections.length === 6 && sections.every((one) => one.items?.filter((item) => item.level === "clause").length === 3), JSON.stringify(body).slice(0, 500));
    const count = (items) => items.reduce((sum, item) => sum + 1 + count(item.items ?? []), 0);
    check("none of them is lost", sections.reduce((sum, one) => sum + count([one]), 0) === 60, String(count(body)));
    await page.waitForFunction(() => document.querySelectorAll(".pages svg").length >= 2 && !document.querySelector(".pages.stale"), null, { timeout: 10_000 }).catch(() => {});
    check("pages follow", (await page.locator(".pages").textContent()).includes("Việc thứ hai của nhiệm vụ 3."));
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(300);
    check("one Ctrl+Z takes all of them back", !(await outline.locator("textarea").evaluateAll((all) => all.some((area) => area.value.includes("Nhiệm vụ thứ 2")))));
    await page.keyboard.press("Control+y");
    return id;
  },

  async tables() {
    const id = await begin({ type: "ke-hoach", start: "example" });
    const outline = page.getByRole("group", { name: "Nội dung", exact: true });
    await outline.locator("textarea").last().focus();
    await page.keyboard.press("Enter");
    // 20 × 6 as Word writes it: a head of two rows with merged cells, rows of groups, numbers, a sum.
    const cell = (text, more = "") => `<td ${more} style="border:solid windowtext 1pt"><p class=MsoNormal><span lang=VI>${text}</span></p></td>`;
    const bold = (text, more = "") => cell(`<b>${text}</b>`, more);
    let rows = `<tr>${bold("TT", "rowspan=2")}${bold("Đơn vị", "rowspan=2")}${bold("Quý I", "colspan=2")}${bold("Quý II", "colspan=2")}</tr>`;
    rows += `<tr>${["Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"].map((text) => bold(text)).join("")}</tr>`;
    let number = 0;
    for (let row = 0; row < 17; row += 1) {
      if (row === 0 || row === 9) {
        rows += `<tr>${bold(row ? "Cấp xã" : "Cấp tỉnh", "colspan=6")}</tr>`;
        continue;
      }
      number += 1;
      rows += `<tr>${[number, `Đơn vị số ${number}`, 10 + row, 9 + row, 20 + row, 19 + row].map((text) => cell(text)).join("")}</tr>`;
    }
    rows += `<tr>${bold("Tổng cộng", "colspan=2")}${["150", "140", "300", "290"].map((text) => bold(text)).join("")}</tr>`;
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{}</style></head><body lang=VI><!--StartFragment--><table class=MsoTableGrid border=1>${rows}</table><!--EndFragment--></body></html>`;
    await paste({ "text/html": html, "text/plain": "TT\tĐơn vị" });
    await page.waitForSelector(".grid");
    check("what was pasted is told of", /^Đã dán 1 bảng\./.test(await page.locator("#messages").innerText()));
    await saved();
    const find = (items) => items.flatMap((item) => (item.table ? [item.table] : find(item.items ?? [])));
    const table = () => dataOf(id).then((data) => find(data.content.body).at(-1));
    let now = await table();
    check("the table has its six columns", now.columns.length === 6, JSON.stringify(now.columns));
    check("its head keeps its merged cells", now.head?.length === 2 && now.head[0][0].rows === 2 && now.head[0][2].columns === 2, JSON.stringify(now.head));
    const kinds = now.rows.map((row) => row.kind ?? "plain");
    check("rows of groups, numbers and the sum are known", kinds.filter((kind) => kind === "heading").length === 2 && kinds.filter((kind) => kind === "numbered").length === 15 && kinds.at(-1) === "total", kinds.join());
    await page.waitForTimeout(400);
    const shown = await page.locator(".pages").textContent();
    check("the pages show it, all numbers counted", shown.includes("Đơn vị số 15") && !(await page.locator(".pages.stale").count()), shown.slice(-300));
    // Merge by the keyboard alone, take apart again.
    await page.getByLabel("Hàng 2, cột 3", { exact: true }).focus();
    await page.getByRole("button", { name: "Gộp ô bên dưới" }).click();
    await saved();
    now = await table();
    const merged = now.rows.findIndex((row) => (row.cells ?? row).some((one) => one?.rows === 2));
    check("two cells are merged", merged >= 0, JSON.stringify(now.rows[1]));
    await page.getByRole("button", { name: "Tách ô" }).click();
    await page.getByRole("button", { name: "Thêm hàng" }).click();
    await page.getByRole("button", { name: "Thêm cột" }).click();
    await page.waitForTimeout(1300);
    now = await table();
    check("it is taken apart, a row and a column are added", now.columns.length === 7 && now.rows.length === 19 && !JSON.stringify(now.rows).includes('"rows":2'), `${now.columns.length} ${now.rows.length}`);
    // Excel fills cells that are there.
    await page.getByLabel("Hàng 2, cột 3", { exact: true }).focus();
    await paste({ "text/plain": "111\t222\r\n333\t444\r\n" });
    await page.waitForTimeout(1300);
    const text = JSON.stringify((await table()).rows);
    check("cells from Excel fill the cells in use", ["111", "222", "333", "444"].every((one) => text.includes(`"${one}"`)), text.slice(0, 400));
    await look("editor");
    return id;
  },

  async leads() {
    // From a line of the page to its field, and back.
    await begin({ type: "ke-hoach", start: "example" });
    await page.waitForSelector(".pages svg g[data-path]");
    const line = page.locator(".pages g[data-path^='/content/body'] text").nth(3);
    const words = (await line.textContent()).trim();
    await line.click();
    const value = await page.evaluate(() => document.activeElement.value ?? "");
    const plain = (text) => text.toLowerCase().replace(/^\S{1,4}\s/, "").slice(0, 25);
    check("a click on the page puts the cursor into the field", value.toLowerCase().includes(plain(words)), `${words} | ${value}`);
    check("the field in use is marked on the page", (await page.locator(".pages .here").count()) > 0);
    await page.getByLabel("Trích yếu").focus();
    const here = await page.locator(".pages .here").evaluateAll((all) => all.map((rect) => rect.parentNode.dataset.path));
    check("and it is the right one", here.length > 0 && here.every((path) => path === "/subject"), here.join());
  },

  async shows() {
    // What is shown is what the PDF holds: every word of the example where pdftotext finds it.
    const id = await begin({ type: "ke-hoach", start: "example" });
    await page.waitForSelector(".pages svg g[data-path]");
    await page.evaluate(() => document.fonts.ready);
    const shown = await page.evaluate(() => [...document.querySelectorAll(".pages svg")].map((svg) => {
      const out = [];
      for (const text of svg.querySelectorAll("text")) {
        for (const match of text.textContent.matchAll(/\S+/g)) {
          const start = text.getStartPositionOfChar(match.index);
          const end = text.getEndPositionOfChar(match.index + match[0].length - 1);
          out.push([match[0], start.x, end.x]);
        }
      }
      return out;
    }));
    const response = await context.request.get(`${site()}/api/documents/${id}/export?format=pdf`);
    const pdf = join(folder, "try.pdf");
    if (!response.ok()) check("an example is exported", false, (await response.text()).slice(0, 1500));
    (await import("node:fs")).writeFileSync(pdf, await response.body());
    const { execFileSync } = await import("node:child_process");
    const boxes = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8" });
    const printed = boxes.split("<page ").slice(1).map((one) => [...one.matchAll(/<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)<\/word>/g)]
      .map(([, from, to, word]) => [word.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">"), Number(from), Number(to)]));
    let [count, far, lost] = [0, 0, []];
    printed.forEach((words, at) => {
      for (const [word, from, to] of words) {
        count += 1;
        const same = (shown[at] ?? []).filter((one) => one[0] === word);
        const off = Math.min(...same.map((one) => Math.max(Math.abs(one[1] - from), Math.abs(one[2] - to))));
        // Pieces of one word in two faces are one word for pdftotext.
        if (same.length) far = Math.max(far, off);
        else lost.push(word);
      }
    });
    check(`every word stands where the PDF has it (${count} words, at most ${far.toFixed(2)} pt off)`, far < 0.35 && lost.length <= 3 && count > 100, lost.join(" "));
  },

  async keeps() {
    // The program stops while somebody types, and comes back.
    const id = await begin({ type: "ke-hoach", start: "example" });
    await saved().catch(() => {});
    await stop();
    await first(2).focus();
    await page.keyboard.press("End");
    await page.keyboard.type(" gõ khi chương trình đã tắt");
    await page.waitForTimeout(1500);
    const state = await page.locator(".state").first().innerText();
    check("a program that does not answer is told of", /không trả lời/.test(state), state);
    await start();
    await page.waitForFunction(() => /Đã lưu/.test(document.querySelector(".state").textContent), null, { timeout: 15_000 });
    check("what was typed meanwhile is saved when it answers again", JSON.stringify(await dataOf(id)).includes("gõ khi chương trình đã tắt"));
    // Stopped, and the window closed too.
    await stop();
    await page.keyboard.type(" và đã đóng trang");
    await page.waitForTimeout(400);
    await page.goto("about:blank");
    await start();
    await page.goto(`${site()}/documents/${id}`);
    await page.waitForSelector(".outline");
    check("and after the page was closed", await arrived(id, "và đã đóng trang"));
  },

  async parts() {
    // Two windows on one document.
    const id = await begin({ type: "ke-hoach", start: "example" });
    const other = await context.newPage();
    await other.goto(page.url());
    await other.waitForSelector(".outline");
    await page.waitForFunction(() => [...document.querySelectorAll(".state")].some((one) => /cửa sổ khác/.test(one.textContent)));
    check("two windows on one document are told of", true);
    await other.getByLabel("Trích yếu").fill("Cửa sổ thứ hai");
    await other.waitForFunction(() => /Đã lưu/.test(document.querySelector(".state").textContent));
    await page.bringToFront();
    await page.getByLabel("Trích yếu").fill("Cửa sổ thứ nhất");
    await page.waitForFunction(() => /vừa được lưu ở một cửa sổ khác/.test(document.getElementById("messages").textContent));
    check("neither overwrites the other", (await dataOf(id)).subject === "Cửa sổ thứ hai");
    await page.getByRole("button", { name: "Lưu chữ ở đây thành bản mới" }).click();
    await saved();
    check("a person decides", (await dataOf(id)).subject === "Cửa sổ thứ nhất");
    const { told } = await api(`/api/documents/${id}/versions`);
    check("both are among the versions", told.versions.length >= 3, String(told.versions.length));
    await other.close();
    await page.goto(`${site()}/documents/${id}/versions`);
    await look("versions");
  },

  async repairs() {
    // A Word file dropped, repaired, gone on with, taken away.
    const bytes = readFileSync(join(repository, "tests", "errors", "runs", "import-reviewed", "cu.docx")).toString("base64");
    await page.goto(`${site()}/start`);
    await page.locator("[data-drop]").evaluate((door, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], "Kế hoạch năm trước.docx"));
      door.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, bytes);
    await page.waitForURL("**/check/*");
    check("a dropped Word file is judged and shown as it will be printed", (await page.locator("h1").innerText()) === "Kế hoạch năm trước.docx" && (await page.locator(".page svg").count()) > 0 && (await page.locator(".findings li").count()) > 0);
    await look("checked");
    for (const [words, name] of [["Lấy bản đã sửa (Word và PDF)", /\.zip$/], ["Lấy bản của bạn kèm lời nhận xét", /\.docx$/]]) {
      const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words }).click()]);
      check(`it is taken away: ${words}`, name.test(taken.suggestedFilename()) && taken.suggestedFilename().startsWith("Kế hoạch năm trước"), taken.suggestedFilename());
    }
    await page.getByRole("button", { name: "Soạn tiếp trong chương trình" }).click();
    await page.waitForSelector(".outline");
    await page.getByLabel("Trích yếu").fill("Việc đã sửa sau khi nhập");
    await saved();
    const id = idOf();
    check("and gone on with", (await dataOf(id)).subject === "Việc đã sửa sau khi nhập");
  },

  async furnishes() {
    // A footnote, a picture, an appendix on wide paper; then everything taken away.
    const id = await begin({ type: "ke-hoach", start: "example" });
    const outline = page.getByRole("group", { name: "Nội dung", exact: true });
    const entry = async (words) => {
      await outline.locator(".more").last().click();
      await page.getByRole("menuitem", { name: words }).click();
    };
    await outline.locator("textarea").last().focus();
    await page.keyboard.press("End");
    await entry("Chú thích cuối trang tại con trỏ");
    await page.keyboard.type("Theo báo cáo của Sở");
    await saved();
    check("a footnote is written", JSON.stringify((await dataOf(id)).content.body).includes("Theo báo cáo của Sở"));
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), entry("Thêm ảnh bên dưới")]);
    await chooser.setFiles(join(here, "cases", "anh", "quy-trinh.png"));
    await page.waitForSelector(".image img");
    await page.getByLabel(/^Lời tả ảnh/).fill("Sơ đồ quy trình");
    await saved();
    check("a picture stands in the document", /"image":\{"file":"[^"]+"/.test(JSON.stringify((await dataOf(id)).content.body)));
    const appendices = page.locator("details.group:has(> summary h2:text-is('Phụ lục'))");
    if (!(await appendices.evaluate((group) => group.open))) await appendices.locator("summary").first().click();
    await appendices.getByRole("button", { name: /^Thêm: / }).first().click();
    await appendices.getByLabel("Tiêu đề phụ lục").first().fill("Danh mục nhiệm vụ");
    await appendices.getByLabel("Chiều giấy").first().selectOption({ label: "Giấy ngang" });
    const begun = appendices.getByRole("button", { name: "Viết dòng đầu tiên" });
    if (await begun.count()) await begun.last().click();
    await page.keyboard.type("Nhiệm vụ thứ nhất");
    await saved();
    await page.waitForFunction(() => [...document.querySelectorAll(".pages svg")].some((svg) => svg.viewBox.baseVal.width > svg.viewBox.baseVal.height), null, { timeout: 10_000 }).catch(() => {});
    const wide = await page.locator(".pages svg").evaluateAll((all) => all.filter((svg) => svg.viewBox.baseVal.width > svg.viewBox.baseVal.height).length);
    check("an appendix lies on wide paper", wide > 0, JSON.stringify((await dataOf(id)).appendices));
    await page.evaluate(() => scrollTo(0, 0));
    await look("furnished");
    for (const [words, name] of [["Lấy tệp Word", /\.docx$/], ["Lấy PDF", /\.pdf$/]]) {
      const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words }).click()]);
      check(`it is taken away: ${words}`, name.test(taken.suggestedFilename()), taken.suggestedFilename());
    }
    // As it was at first, brought back; nothing is gone.
    await page.goto(`${site()}/documents/${id}/versions?from=1&all=1`);
    check("versions are compared", (await page.locator(".compared ins").allInnerTexts()).some((text) => text.includes("Danh mục nhiệm vụ")));
    await page.getByRole("button", { name: /^Lấy lại/ }).last().click();
    await page.waitForSelector(".outline");
    check("and an old one is brought back", !JSON.stringify(await dataOf(id)).includes("Danh mục nhiệm vụ"));
  },

  async mends() {
    // 119 reports from a workbook with a dozen wrong cells, put right in the page.
    const data = join(repository, "data");
    // Judging 119 documents takes a debug build on a busy machine its time.
    page.setDefaultTimeout(60_000);
    await page.goto(`${site()}/batch`);
    await page.setInputFiles("[name=base]", join(data, "bao-cao-cchc-quy-3-2025-don-vi.yaml"));
    await page.setInputFiles("[name=rows]", join(data, "vi-du-loi", "don-vi-quy-3-2025-nhieu-loi.xlsx"));
    await page.getByRole("button", { name: "Xem trước" }).click();
    await page.waitForSelector("#noted");
    const batch = new URL(page.url()).pathname.split("/").at(-1);
    const wrong = () => page.locator("[data-cell][aria-invalid=true]");
    check("twelve wrong cells are found", (await wrong().count()) === 12, String(await wrong().count()));
    check("the right rows could be made at once", (await page.getByRole("button", { name: "Tạo 107 văn bản" }).count()) === 1);
    await look("batch-wrong");
    const settled = () => page.waitForFunction(() => document.getElementById("messages").textContent === "", null, { timeout: 30_000 });
    const cell = (letters) => `'Đơn vị'!${letters}`;
    const field = (letters) => page.locator(`textarea[data-cell="${cell(letters)}"]`);
    const mend = async (letters, text) => {
      await field(letters).evaluate((area) => area.closest("details")?.setAttribute("open", ""));
      await field(letters).fill(text);
      await page.keyboard.press("Tab");
      await settled();
    };
    // A column that is not used, and back.
    const column = page.getByLabel(/^Cột X, /);
    await column.selectOption({ label: "Không dùng cột này" });
    await page.waitForEvent("load", { timeout: 30_000 });
    check("a column may be left out", (await page.getByLabel(/^Cột X, /).locator("option:checked").innerText()) === "Không dùng cột này");
    await page.getByLabel(/^Cột X, /).selectOption({ label: "Số lượt người được đào tạo, bồi dưỡng" });
    await page.waitForEvent("load", { timeout: 30_000 });
    check("and taken in again", (await page.getByLabel(/^Cột X, /).inputValue()).includes("CV_BOI_DUONG") && (await wrong().count()) === 12);
    // A wrong cell put right wrongly is told of again, at its place.
    await mend("Q3", "1.045 bộ");
    check("what is still wrong is told at the cell", /không phải số/.test(await page.locator(`#told-${await field("Q3").getAttribute("id")}`).innerText()));
    // The program stops in the middle; what is typed meanwhile arrives.
    await stop();
    await field("Q3").fill("1045");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => /không trả lời/.test(document.getElementById("messages").textContent));
    await start();
    await settled();
    const kept = (await api(`/api/batches/${batch}/cells`)).told;
    check("a cell typed while the program was stopped arrives", kept.some((one) => one.cell === cell("Q3") && one.was === "1045 hồ sơ" && one.is === "1045"), JSON.stringify(kept));
    const sum = async (row) => (await field(`T${row}`).inputValue()).replaceAll(".", "") * 1 + (await field(`U${row}`).inputValue()).replaceAll(".", "") * 1;
    await mend("Z4", "71,4");
    await mend("S5", String(await sum(5)));
    await mend("S6", String(await sum(6)));
    await mend("AA7", "1045");
    await mend("I8", "30/9/2025");
    await mend("H9", "Lò Văn Minh");
    await mend("E10", "KT.");
    await mend("H11", (await field("H11").inputValue()).replace(/^\S*\.\s*/, ""));
    await mend("C12", (await field("C12").inputValue()).toUpperCase());
    await mend("Q13", "1.500");
    await mend("D15", (await field("D15").inputValue()).replace(/\s*😀/u, ""));
    check("all are put right in the page", (await wrong().count()) === 0, (await page.locator("#noted [data-severity=error]").allInnerTexts()).join(" | "));
    await look("batch-mended");
    // The last cell is typed and the order given in one go.
    await field("D15").fill("Sơn La");
    await page.getByRole("button", { name: "Tạo 119 văn bản" }).click();
    await page.waitForSelector("[data-total]");
    // Killed in the middle of it, too.
    await page.waitForFunction(() => Number(document.querySelector("[data-done]")?.textContent) > 5, null, { timeout: 60_000 });
    await stop();
    await start();
    await page.waitForSelector("a[href$='/zip']", { timeout: 120_000 });
    check("all documents are made", (await page.locator(".made li").count()) === 119 && !(await page.locator(".made strong").count()));
    const zip = await context.request.get(`${site()}/api/batches/${batch}/zip`);
    const names = [...(await zip.body()).toString("latin1").matchAll(/PK\x01\x02.{42}([\x20-\x7e]+?)(?=PK|\x00)/gs)].map((one) => one[1]);
    check("the archive holds them and the list of cells", zip.ok() && names.filter((name) => name.endsWith(".docx")).length === 119 && names.includes("o-da-sua.csv"), names.slice(-5).join());
    const list = await (await context.request.get(`${site()}/batch/${batch}/corrections`)).text();
    check("which says what the workbook has and what was typed", list.includes("1045 hồ sơ,1045"), list);
    const found = await page.goto(`${site()}/batch`).then(() => page.getByRole("link", { name: /don-vi-quy-3-2025-nhieu-loi/ }).count());
    check("the batch is found again", found === 1);
    page.setDefaultTimeout(10_000);
  },

  async tablets() {
    // The minutes of an inspection, filled in on tablets while the program comes and goes.
    await stop();
    await start("--lan");
    await page.goto(address);
    await page.waitForURL("**/start");
    const office = "organization_in_charge: UBND tỉnh Lai Châu\norgan_name: Sở Khoa học và Công nghệ\norgan_code: SKHCN\nplace: Lai Châu\nsigner_info: {competence: KT., position: Phó Giám đốc, full_name: Trần Văn Tuấn}\n";
    const yaml = readFileSync(join(repository, "data", "ke-hoach-kiem-tra-cchc-2025-lai-chau.yaml"), "utf8").replace(/^profile:.*$/m, office);
    const plan = (await api("/api/documents", json("POST", { yaml }))).told.id;
    await page.goto(`${site()}/minutes`);
    await page.getByLabel("Kế hoạch kiểm tra").selectOption(String(plan));
    await page.getByRole("button", { name: "Chọn", exact: true }).click();
    await page.getByRole("button", { name: "Lập biên bản" }).click();
    await page.waitForSelector(".forms li");
    check("every unit of the plan has its minutes", (await page.locator(".forms li").count()) >= 3);
    await look("minutes-forms");
    const id = Number((await page.locator(".forms a[href^='/documents/']").first().getAttribute("href")).split("/").at(-1));
    // What the QR code holds; here there may be no network to show one for.
    const token = new URLSearchParams(new URL(address).hash.slice(1)).get("token");
    const key = `${id}.${createHash("sha256").update(`form ${id} of ${token}`).digest("hex")}`;
    const tablet = await browser.newContext({ viewport: { width: 820, height: 1180 }, locale: "vi-VN", hasTouch: true });
    const form = await tablet.newPage();
    form.on("pageerror", (error) => wrong.push(error.stack));
    await form.goto(`${site()}/#token=${key}&to=/documents/${id}`);
    await form.waitForSelector(".outline");
    check("the tablet sees its form and no way elsewhere", (await form.locator("header a").count()) === 0);
    const shots = option("--shots");
    const wide = async (width) => {
      await form.setViewportSize({ width, height: 900 });
      await form.waitForTimeout(150);
      if (shots) await form.screenshot({ path: join(shots, `tablet-${width}.png`) });
      const off = await form.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(`the form fits on ${width} px`, off <= 1, `${off} px`);
      const small = await form.locator(".form textarea:visible").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 32).length);
      check(`its fields are large enough for fingers, ${width} px`, small === 0, String(small));
    };
    const write = async (words) => {
      const field = form.getByLabel("Kết quả ghi nhận").first();
      await field.tap();
      await field.fill(words);
    };
    const review = await form.getByRole("link", { name: /^Cần xem lại/ }).innerText();
    check("places that are to be filled in are told of once", Number(/\d+/.exec(review)?.[0]) < 10, review);
    await wide(820);
    await form.getByLabel("Kết quả ghi nhận").first().tap();
    await form.keyboard.type("Ghi trên máy 820 px");
    check("what is typed takes the place of the question mark", (await form.getByLabel("Kết quả ghi nhận").first().inputValue()) === "Ghi trên máy 820 px");
    check("what is filled in at 820 px arrives", await arrived(id, "Ghi trên máy 820 px"));
    await wide(390);
    await stop();
    await write("Ghi trên máy 390 px khi chương trình đã dừng");
    await form.waitForFunction(() => /không trả lời/.test(document.querySelector(".state").textContent));
    await start("--lan");
    check("what is filled in at 390 px while the program is away arrives when it is back", await arrived(id, "390 px khi chương trình đã dừng"));
    if (shots) await form.screenshot({ path: join(shots, "tablet-written.png") });
    await tablet.close();
    const pdf = await context.request.get(`${site()}/api/documents/${id}/export?format=pdf&allow_errors=1`);
    check("the minutes are printed", pdf.ok() && (await pdf.body()).subarray(0, 4).toString() === "%PDF");
    await page.goto(`${site()}/minutes?plan=${plan}`);
    await page.getByRole("button", { name: "Lập báo cáo từ các biên bản" }).click();
    await page.waitForSelector(".pages svg");
    check("a report collects them", (await dataOf(idOf())).content.minutes.length >= 3);
  },

  async hostile() {
    const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&";
    const id = await begin({ type: "ke-hoach", start: "example" });
    let alerted = false;
    page.once("dialog", (dialog) => {
      alerted = true;
      dialog.dismiss();
    });
    for (const label of ["Trích yếu", "Nơi nhận (mỗi dòng một nơi)"]) await page.getByLabel(label).fill(evil);
    await first(2).fill(evil);
    await page.waitForTimeout(1500);
    await page.goto(`${site()}/start`);
    await page.goto(`${site()}/documents/${id}`);
    await page.waitForSelector(".outline");
    await page.waitForTimeout(500);
    check("what looks like code is words in every field, on the page and in lists", !alerted && (await page.locator(".pages").textContent()).includes("onerror=alert(1)"));
  },

  async keyboard() {
    // From the first page to a finished document without a mouse.
    await page.goto(`${site()}/start`);
    await page.keyboard.press("Tab");
    check("the first stop is the way to the content", (await page.evaluate(() => document.activeElement.className)) === "skip");
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.id === "new-type")) break;
    }
    await page.keyboard.type("Kế hoạch");
    for (let i = 0; i < 6; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches("button"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/documents/*");
    await page.waitForSelector(".form");
    check("a document is begun by the keyboard", page.url().includes("/documents/"));
    const reach = async (test) => {
      for (let i = 0; i < 80; i += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(test)) return true;
      }
      return false;
    };
    check("the summary is reached", await reach(() => document.activeElement.closest(".field")?.querySelector("label")?.textContent.startsWith("Trích yếu")));
    await page.keyboard.type("Kiểm tra bằng bàn phím");
    check("the body is reached", await reach(() => document.activeElement.closest("[aria-label='Nội dung']")));
    if (await page.evaluate(() => document.activeElement.matches("button"))) await page.keyboard.press("Enter");
    await page.keyboard.type("Mục đích");
    // The level by its menu.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    check("Esc, then Tab leaves the outline's field", await page.evaluate(() => document.activeElement.matches(".level")));
    await page.keyboard.press("Enter");
    check("the menu of levels opens at the level in use", await page.evaluate(() => document.activeElement.getAttribute("aria-checked") === "true"));
    await page.keyboard.press("Escape");
    check("Escape gives the cursor back", await page.evaluate(() => document.activeElement.matches(".level")));
    await saved();
    check("all is saved", JSON.stringify(await dataOf(idOf())).includes("Kiểm tra bằng bàn phím"));
  },

  async screens() {
    for (const [name, path] of [["check", "/check"], ["batch", "/batch"], ["minutes", "/minutes"], ["settings", "/settings"]]) {
      const answer = await page.goto(site() + path);
      check(`the screen is there: ${name}`, answer.status() === 200, String(answer.status()));
      if (answer.status() === 200) await look(name);
    }
  },

  async measures() {
    const keys = Number(option("--keys") ?? 0);
    if (!keys) return;
    // Ten pages of items.
    const words = "Các phòng, đơn vị thuộc Sở phối hợp thực hiện nhiệm vụ được giao, báo cáo kết quả trước ngày 15 hằng tháng theo quy định hiện hành.";
    const item = (n) => ({ level: "clause", text: `${words} Lần ${n}.`, items: [{ level: "dash", text: words }, { level: "dash", text: words }] });
    const body = Array.from({ length: 6 }, (_, s) => ({ level: "section", heading: `Phần ${s + 1}`, items: Array.from({ length: 9 }, (_, n) => item(n)) }));
    const { told } = await api("/api/documents", json("POST", { type: "ke-hoach", start: "example" }));
    const data = await dataOf(told.id);
    data.content.body = body;
    await api(`/api/documents/${told.id}`, json("PUT", { version: told.version, data }));
    await page.goto(`${site()}/documents/${told.id}`);
    await page.waitForFunction(() => document.querySelectorAll(".pages svg").length >= 9, null, { timeout: 20_000 });
    const pages = await page.locator(".pages svg").count();
    await first(20).focus();
    await page.keyboard.press("End");
    const times = [];
    for (let i = 0; i < keys; i += 1) {
      await page.evaluate(() => {
        globalThis.waiting = globalThis.settled();
        document.activeElement.addEventListener("keydown", () => (globalThis.pressed = performance.now()), { once: true });
      });
      await page.keyboard.press("abcdeghik"[i % 9]);
      times.push(await page.evaluate(async () => (await globalThis.waiting) - globalThis.pressed));
      await page.waitForTimeout(60);
    }
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    const line = `${keys} keys in ${pages} pages: median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`;
    console.log(`      ${line}`);
    check("a key press shows on the pages within 100 ms (p95)", at(0.95) <= 100, line);
  },
};

try {
  await start();
  const only = option("--only")?.split(",");
  for (const [name, step] of Object.entries(steps)) {
    if (only && name !== "opens" && !only.includes(name)) continue;
    console.log(`-- ${name}`);
    try {
      await step();
    } catch (error) {
      check(`${name} goes to its end`, false, error.message.split("\n").slice(0, 6).join("\n      "));
      if (server.exitCode !== null || server.signalCode) await start();
    }
  }
  check("no script went wrong, no rule of the content policy was broken", !wrong.length, wrong.slice(0, 5).join("\n      "));
} catch (error) {
  check("the program starts", false, error.message);
} finally {
  await browser.close();
  await stop().catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}
console.log(faults ? `web: ${faults} faults` : "web: all well");
process.exit(faults ? 1 : 0);
