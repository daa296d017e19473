// A clerk at Debian's Chromium: the page, and what is done on it again and again.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { check, chromiumPath, entry, installed, option, site } from "./program.mjs";

const { chromium } = createRequire(import.meta.url)(join(installed, "playwright-core"));
const axe = readFileSync(join(installed, "axe-core", "axe.min.js"), "utf8");
const WIDTHS = [1366, 820, 390];

export const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
export const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: "vi-VN", acceptDownloads: true });
context.setDefaultTimeout(10_000);
const assets = option("--assets");
if (assets) {
  await context.route("**/assets/*", (route) => {
    const path = join(assets, new URL(route.request().url()).pathname.split("/").at(-1));
    return existsSync(path) ? route.fulfill({ path, contentType: path.endsWith(".css") ? "text/css" : "text/javascript" }) : route.continue();
  });
}
export const page = await context.newPage();

/** Scripts that went wrong, rules of the policy that were broken. */
export const wrong = [];
// axe and pictures bring styles of their own, which the policy refuses.
let looking = false;

export function watch(one) {
  one.on("pageerror", (error) => wrong.push(error.stack));
  one.on("console", (message) => {
    // A program that was stopped on purpose does not answer, and 409 and 422 are answers.
    if (looking) return;
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) wrong.push(message.text());
  });
}
watch(page);

export const api = (path, init) => page.evaluate(async ([path, init]) => {
  const answer = await fetch(path, init);
  return { status: answer.status, told: await answer.json().catch(() => null) };
}, [path, init]);
export const json = (method, body) => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
export const dataOf = async (id) => (await api(`/api/documents/${id}`)).told.data;
export const idOf = () => Number(new URL(page.url()).pathname.split("/").at(-1));
export const first = (number) => page.locator(".outline textarea").filter({ visible: true }).nth(number);

/** Opens the program as its window says. */
export async function enter() {
  await page.goto(entry());
  await page.waitForURL(/\/(start|settings)$/);
}

/** Says who the office is, as the first start asks. */
export async function introduce() {
  const form = new URLSearchParams({
    "/organization_in_charge": "UBND tỉnh Lai Châu", "/organ_name": "Sở Nội vụ", "/organ_code": "SNV", "/place": "Lai Châu",
    "/signer_info/competence": "KT.", "/signer_info/position": "Phó Giám đốc", "/signer_info/full_name": "Nguyễn Văn An",
  });
  await api("/settings/profile", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: form.toString() });
}

/** Waits until all that is typed is saved. */
export const saved = () => page.waitForFunction(() => /Đã lưu/.test(document.querySelector(".state")?.textContent ?? ""), null, { timeout: 15_000 });

/** Waits until the pages are those of what is typed. */
export const drawn = () => page.waitForFunction(() => globalThis.isDrawn?.(), null, { timeout: 15_000 });

/** Whether words reach the store, by whatever way. */
export async function arrived(id, words, tries = 150) {
  for (let i = 0; i < tries; i += 1) {
    if (JSON.stringify(await dataOf(id)).includes(words)) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

export async function begin(body) {
  const { told } = await api("/api/documents", json("POST", body));
  await page.goto(`${site()}/documents/${told.id}`);
  await page.waitForSelector(".outline");
  return told.id;
}

/** The body's outline with the cursor in it. */
export async function inBody() {
  const outline = page.getByRole("group", { name: "Nội dung", exact: true });
  const begun = outline.getByRole("button", { name: "Viết dòng đầu tiên" });
  if (await begun.count()) await begun.click();
  else await outline.locator("textarea").last().focus();
  return outline;
}

/** What is on the clipboard, pasted into the field in use. */
export const paste = (kinds) => page.evaluate((kinds) => {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(kinds)) data.setData(type, text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return document.activeElement.dispatchEvent(event);
}, kinds);

/** axe on what is shown now; with `--shots` pictures at three widths. */
export async function look(name, shown = page) {
  looking = true;
  // What stands below a bar that stays in place is no fault.
  await shown.evaluate(() => scrollTo(0, 0));
  await shown.evaluate(axe);
  const { violations } = await shown.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  check(`axe finds nothing serious: ${name}`, !serious.length, serious.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`).join("\n      "));
  const nameless = await shown.evaluate(() => [...document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=menuitem]")]
    .filter((one) => one.checkVisibility() && !(one.getAttribute("aria-label") || one.labels?.length || one.textContent.trim() || one.getAttribute("title")))
    .map((one) => one.outerHTML.slice(0, 120)));
  check(`everything that is used has a name: ${name}`, !nameless.length, nameless.join("\n      "));
  const shots = option("--shots");
  const before = shown.viewportSize();
  for (const width of WIDTHS) {
    await shown.setViewportSize({ width, height: 900 });
    await shown.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await shown.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
    }
    const wide = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`nothing runs off the screen: ${name}, ${width} px`, wide <= 1, `${wide} px`);
  }
  await shown.setViewportSize(before);
  looking = false;
}
