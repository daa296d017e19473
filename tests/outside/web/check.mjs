// Check and repair.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataOf, idOf, look, page, saved } from "./clerk.mjs";
import { check, repository, site } from "./program.mjs";

export const steps = {
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
};
