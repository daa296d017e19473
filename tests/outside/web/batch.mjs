// Many documents from a workbook with a dozen wrong cells.
import { join } from "node:path";
import { api, context, look, page } from "./clerk.mjs";
import { check, repository, site, start, stop } from "./program.mjs";

export const steps = {
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
    const reloaded = () => page.waitForEvent("load", { timeout: 90_000 });
    await Promise.all([reloaded(), column.selectOption({ label: "Không dùng cột này" })]);
    check("a column may be left out", (await page.getByLabel(/^Cột X, /).locator("option:checked").innerText()) === "Không dùng cột này");
    await Promise.all([reloaded(), page.getByLabel(/^Cột X, /).selectOption({ label: "Số lượt người được đào tạo, bồi dưỡng" })]);
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
};
