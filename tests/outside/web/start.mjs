// The shell, the first start, the first page empty and full, settings, copies of the store, pages that say what went wrong.
import { api, json, look, page } from "./clerk.mjs";
import { check, entry, site } from "./program.mjs";

const OFFICE = [
  ["Cơ quan chủ quản", "UBND tỉnh Lai Châu"], ["Cơ quan ban hành", "Sở Nội vụ"], ["Chữ viết tắt tên cơ quan", "SNV"], ["Địa danh", "Lai Châu"],
  ["Chức vụ", "Phó Giám đốc"], ["Họ và tên", "Nguyễn Văn An"],
];
const save = async () => {
  await page.getByRole("button", { name: "Lưu hồ sơ" }).click();
  await page.waitForLoadState();
};
const openAll = () => page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));

export const steps = {
  async opens() {
    await page.goto(site());
    await page.waitForSelector("#closed:not([hidden])");
    check("without its token the program shows nothing but how to open it", (await page.locator("body").innerText()).includes("Mở lại chương trình"));
    await look("shell");
    await page.goto(entry());
    await page.waitForURL("**/settings");
    check("the first start asks who the office is", (await page.locator("#profile").innerText()).includes("Lần đầu dùng"));
    await look("first-start");
    await page.getByRole("link", { name: "Để sau" }).click();
    await page.waitForURL("**/start?later=1");
    check("whoever wants to tell later goes on", (await page.locator(".doors .card").count()) === 3);
  },

  async introduces() {
    await page.goto(`${site()}/settings`);
    await page.getByLabel("Chữ viết tắt tên cơ quan").fill("snv 1");
    await save();
    check("what is wrong is told at its field", (await page.locator(".field.wrong .error").count()) === 1 && (await page.getByLabel("Chữ viết tắt tên cơ quan").inputValue()) === "snv 1");
    await look("profile-wrong");
    for (const [label, value] of OFFICE) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel("Quyền hạn ký", { exact: true }).selectOption("KT.");
    await save();
    check("the office's profile is kept", (await page.locator("main").innerText()).includes("Đã lưu."), (await page.locator("#profile").innerText()).slice(0, 800));
    await openAll();
    await look("settings");
    await page.goto(`${site()}/start`);
    await look("start-empty");
  },

  async returns() {
    // Documents in the list, put away and brought back; the whole store taken along and put back.
    for (const start of ["example", "blank"]) await api("/api/documents", json("POST", { type: "ke-hoach", start }));
    await page.goto(`${site()}/start`);
    await look("start");
    await page.locator("[data-away]").first().click();
    await page.getByRole("button", { name: "Lấy lại" }).waitFor();
    await look("put-away");
    await page.getByRole("button", { name: "Lấy lại" }).click();
    await page.locator(".documents li").nth(1).waitFor();
    await page.goto(`${site()}/settings`);
    const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tải bản sao lưu" }).click()]);
    const copy = await taken.path();
    await page.setInputFiles("[name=file]", { name: "kho.db", mimeType: "application/octet-stream", buffer: Buffer.from("không phải kho") });
    await page.getByRole("button", { name: "Khôi phục", exact: true }).click();
    await page.getByRole("heading", { name: "Chưa làm được" }).waitFor();
    await look("restore-refused");
    await page.getByRole("link", { name: "Quay lại" }).click();
    await page.waitForURL("**/settings");
    await page.setInputFiles("[name=file]", copy);
    await page.getByRole("button", { name: "Khôi phục", exact: true }).click();
    await page.getByText("Đã khôi phục").waitFor();
    await look("restored");
    await page.goto(`${site()}/start`);
    check("all documents are there", (await page.locator(".documents li").count()) === 2);
    for (const path of ["nothing", "documents/999", "start?q=khongcochunay"]) {
      await page.goto(`${site()}/${path}`);
      await look(path.replace(/\W/g, "-"));
    }
  },
};
