// The minutes of an inspection on tablets.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { api, arrived, browser, context, dataOf, idOf, json, look, page, watch } from "./clerk.mjs";
import { check, option, repository, site, start, stop } from "./program.mjs";

export const steps = {
  async tablets() {
    // The minutes of an inspection, filled in on tablets while the program comes and goes.
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
    await page.getByRole("button", { name: /^Mở trên máy tính bảng/ }).first().click();
    await page.waitForSelector("svg.qr");
    check("a form is opened by a QR code, until it is closed or the day ends, not encrypted", /hết ngày/.test(await page.locator(".tablet").innerText()) && /không mã hóa/.test(await page.locator("#forms").innerText()));
    await look("minutes-open");
    // What the QR code holds.
    const { key } = (await api(`/api/documents/${id}/form`, { method: "POST" })).told;
    const tablet = await browser.newContext({ viewport: { width: 820, height: 1180 }, locale: "vi-VN", hasTouch: true });
    const form = await tablet.newPage();
    watch(form);
    await form.goto(`${site()}/#token=${key}&to=/documents/${id}`);
    await form.waitForSelector(".outline");
    check("the tablet sees its form and no way elsewhere", (await form.locator("header a").count()) === 0);
    const shots = option("--shots");
    const wide = async (width) => {
      await form.setViewportSize({ width, height: 900 });
      await form.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
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
    await start();
    check("what is filled in at 390 px while the program is away arrives when it is back", await arrived(id, "390 px khi chương trình đã dừng"));
    if (shots) await form.screenshot({ path: join(shots, "tablet-written.png") });
    await page.getByRole("button", { name: /^Đóng trên máy tính bảng/ }).first().click();
    await page.waitForSelector("svg.qr", { state: "detached" });
    await write("Ghi sau khi đã đóng");
    await form.waitForFunction(() => /đã đóng/.test(document.querySelector(".state").textContent));
    check("a form that was closed takes no more, and the tablet says so", !(await arrived(id, "Ghi sau khi đã đóng", 5)));
    await form.goto(site());
    await form.waitForSelector("#closed:not([hidden])");
    check("and says what to do", /quét lại mã QR/.test(await form.locator("main").innerText()));
    await tablet.close();
    const pdf = await context.request.get(`${site()}/api/documents/${id}/export?format=pdf&allow_errors=1`);
    check("the minutes are printed", pdf.ok() && (await pdf.body()).subarray(0, 4).toString() === "%PDF");
    await page.goto(`${site()}/minutes?plan=${plan}`);
    await page.getByRole("button", { name: "Lập báo cáo từ các biên bản" }).click();
    await page.waitForSelector(".pages svg");
    check("a report collects them", (await dataOf(idOf())).content.minutes.length >= 3);
  },
};
