// Typing: a plan from nothing, input methods, pasted lines, a program that stops meanwhile, two windows.
import { api, arrived, begin, context, dataOf, drawn, first, inBody, page, paste, saved } from "./clerk.mjs";
import { check, site, start, stop } from "./program.mjs";

export const steps = {
  async types() {
    // A plan from nothing, every key typed.
    const id = await begin({ type: "ke-hoach", start: "blank" });
    await page.getByLabel("Trích yếu").fill("Tuyên truyền cải cách hành chính năm 2026");
    const outline = await inBody();
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
    await saved();
    const back = (await dataOf(id)).content.body.map((item) => item.heading);
    check("Ctrl+Z brings it back", back.indexOf("Nội dung") > back.indexOf("Mục đích"), back.join());
    await drawn();
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
    const outline = await inBody();
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
    await drawn();
    check("one Ctrl+Z takes all of them back", !(await outline.locator("textarea").evaluateAll((all) => all.some((area) => area.value.includes("Nhiệm vụ thứ 2")))));
    await page.keyboard.press("Control+y");
    return id;
  },

  async keeps() {
    // The program stops while somebody types, and comes back.
    const id = await begin({ type: "ke-hoach", start: "example" });
    await saved().catch(() => {});
    await stop();
    await first(2).focus();
    await page.keyboard.press("End");
    await page.keyboard.type(" gõ khi chương trình đã tắt");
    await page.waitForFunction(() => /không trả lời/.test(document.querySelector(".state").textContent));
    const state = await page.locator(".state").first().innerText();
    check("a program that does not answer is told of", /không trả lời/.test(state), state);
    await start();
    await page.waitForFunction(() => /Đã lưu/.test(document.querySelector(".state").textContent), null, { timeout: 15_000 });
    check("what was typed meanwhile is saved when it answers again", JSON.stringify(await dataOf(id)).includes("gõ khi chương trình đã tắt"));
    // Stopped, and the window closed too.
    await stop();
    await page.keyboard.type(" và đã đóng trang");
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
  },
};
