// How fast a key press is.
import { api, dataOf, first, json, page } from "./clerk.mjs";
import { check, option, site } from "./program.mjs";

export const steps = {
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
