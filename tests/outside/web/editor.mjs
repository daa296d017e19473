// The rest of the editor: tables, pages and fields, footnotes, pictures, wide paper, versions, words that look like code, the keyboard alone.
import { join } from "node:path";
import { api, begin, context, dataOf, drawn, first, idOf, look, page, paste, saved } from "./clerk.mjs";
import { check, folder, outside, site } from "./program.mjs";

export const steps = {
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
    await drawn();
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
    await saved();
    now = await table();
    check("it is taken apart, a row and a column are added", now.columns.length === 7 && now.rows.length === 19 && !JSON.stringify(now.rows).includes('"rows":2'), `${now.columns.length} ${now.rows.length}`);
    // Excel fills cells that are there.
    await page.getByLabel("Hàng 2, cột 3", { exact: true }).focus();
    await paste({ "text/plain": "111\t222\r\n333\t444\r\n" });
    await saved();
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
    await chooser.setFiles(join(outside, "cases", "anh", "quy-trinh.png"));
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
    await look("versions");
    await page.getByRole("link", { name: /^Xem bản lưu/ }).last().click();
    await page.waitForSelector("figure.page svg");
    check("an old one is looked at as it was printed", !(await page.locator(".pages").textContent()).includes("Nhiệm vụ thứ nhất"));
    await look("version");
    await page.goBack();
    await page.getByRole("button", { name: /^Lấy lại/ }).last().click();
    await page.waitForSelector(".outline");
    check("and an old one is brought back", !JSON.stringify(await dataOf(id)).includes("Danh mục nhiệm vụ"));
  },

  async hostile() {
    const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&";
    const id = await begin({ type: "ke-hoach", start: "example" });
    let alerted = false;
    page.once("dialog", (dialog) => {
      alerted = true;
      dialog.dismiss();
    });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    // Every field there is; what cannot be such words tells so, and pages come as soon as all others hold them.
    const fields = page.locator(".form textarea:visible");
    const count = await fields.count();
    for (let i = 0; i < count; i += 1) if (await fields.nth(i).evaluate((one) => one.inputMode !== "decimal")) await fields.nth(i).fill(evil);
    await saved();
    await drawn();
    check("every field takes what looks like code as words", count > 20 && !alerted, String(count));
    for (const label of ["Số", "Ký hiệu", "Ngày ban hành", "Chữ viết tắt tên cơ quan"]) {
      const field = page.getByLabel(label, { exact: true }).first();
      if (await field.count()) await field.fill("");
    }
    await saved();
    await page.goto(`${site()}/start`);
    await page.goto(`${site()}/documents/${id}`);
    await page.waitForSelector(".outline");
    await drawn();
    check("what looks like code is words in every field and in lists", !alerted && (await page.locator("textarea").evaluateAll((all) => all.filter((one) => one.value.includes("onerror=alert(1)")).length)) > 10);
    const shown = await begin({ type: "ke-hoach", start: "example" });
    await page.getByLabel("Trích yếu").fill(evil);
    await first(2).fill(evil);
    await saved();
    await drawn();
    check("and on the page", shown && !alerted && (await page.locator(".pages").textContent()).includes("onerror=alert(1)"));
  },

  async opens() {
    // Menus, groups, messages: what is not there at first.
    const id = await begin({ type: "ke-hoach", start: "example" });
    await drawn();
    for (const [name, opener] of [["menu-levels", ".outline .level"], ["menu-more", ".outline .more"], ["menu-further", ".further button"]]) {
      await page.locator(opener).first().click();
      await look(name);
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await page.getByLabel("Ngày ban hành", { exact: true }).fill("45/13/2026");
    await drawn();
    await saved();
    check("pages that do not follow say so", (await page.locator(".pages .notice").innerText()).includes("chưa đổi theo"));
    await page.getByRole("button", { name: "Lấy PDF" }).click();
    await page.getByRole("button", { name: "Vẫn lấy về, kể cả lỗi" }).waitFor();
    check("what is wrong is told in the page's own words", (await page.locator("#messages").innerText()).includes("Ô “Ngày ban hành”"), await page.locator("#messages").innerText());
    await look("all-open");
    await page.goto(`${site()}/documents/${id}/export?format=pdf`);
    check("so does the page instead of a file", (await page.locator("main li").innerText()).includes("Ô “Ngày ban hành”"));
    await look("no-file");
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
    const reach = async (test, key = "Tab") => {
      for (let i = 0; i < 120; i += 1) {
        // In the outline Tab changes the level; Esc lets it leave.
        if (await page.evaluate(() => document.activeElement.matches(".outline textarea"))) await page.keyboard.press("Escape");
        await page.keyboard.press(key);
        if (await page.evaluate(test)) return true;
      }
      return false;
    };
    check("the summary is reached", await reach(() => document.activeElement.closest(".field")?.querySelector("label")?.textContent.startsWith("Trích yếu")));
    await page.keyboard.type("Kiểm tra bằng bàn phím");
    check("the body is reached", await reach(() => document.activeElement.matches("[aria-label='Nội dung'] textarea")));
    await page.keyboard.type("Mục đích");
    // The level by its menu.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    check("Esc, then Tab leaves the outline's field", await page.evaluate(() => document.activeElement.matches(".level")));
    await page.keyboard.press("Enter");
    check("the menu of levels opens at the level in use", await page.evaluate(() => document.activeElement.getAttribute("aria-checked") === "true"));
    await page.keyboard.press("Escape");
    check("Escape gives the cursor back", await page.evaluate(() => document.activeElement.matches(".level")));
    // A table by the menu, its cells, a column more; then the file.
    await reach(() => document.activeElement.matches(".more"));
    await page.keyboard.press("Enter");
    for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement.textContent === "Thêm bảng bên dưới")); i += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    check("a table is added, the cursor in it", await page.evaluate(() => document.activeElement.closest(".table") !== null));
    check("its cells are reached", await reach(() => document.activeElement.closest("td") !== null));
    await page.keyboard.type("Ô gõ bằng bàn phím");
    check("and its columns' menus", await reach(() => document.activeElement.closest("th[scope=col]") !== null && document.activeElement.matches("button"), "Shift+Tab"));
    await page.keyboard.press("Enter");
    check("which open", await page.evaluate(() => document.activeElement.closest("[role=menu]") !== null));
    await page.keyboard.press("Escape");
    check("the way to the file is reached", await reach(() => document.activeElement.textContent === "Lấy tệp Word", "Shift+Tab"));
    const [taken] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    check("and the file is taken", taken.suggestedFilename().endsWith(".docx"), taken.suggestedFilename());
    check("the table is in the document", JSON.stringify(await dataOf(idOf())).includes("Ô gõ bằng bàn phím"));
    await saved();
    check("all is saved", JSON.stringify(await dataOf(idOf())).includes("Kiểm tra bằng bàn phím"));
  },
};
