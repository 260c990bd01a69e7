// What the server did not take: all of it is there, why, and what can be done.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { Delivery } from "./pages/delivery.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const photos = await photographs(2);

async function signedIn(open, kind, user) {
  const device = await open(kind);
  await new SignIn(device).as(user);
  return device;
}

/** Wears a theme and a language as the person's own settings would. */
async function wear(device, theme, lang) {
  await device.page.evaluate(([theme, lang]) => {
    localStorage.setItem("gridloop.theme", theme);
    localStorage.setItem("gridloop.lang", lang);
  }, [theme, lang]);
}

story("a report that was not taken is corrected in its form and sent again, and only the new one stands", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const report = new Report(phone);
  const delivery = new Delivery(phone);
  await phone.context.setOffline(true);
  await report.open();
  await report.fill({ description: "楼道堆物，第一次写的", photos });
  await report.save();
  await report.saved();
  await delivery.damage();
  await phone.context.setOffline(false);
  await delivery.strip("1 件未被接收").waitFor({ timeout: 30_000 });
  await delivery.open();
  const aside = delivery.aside("第一次写的");
  await aside.getByText("请联系督导").waitFor();
  await aside.getByText("代码 malformed").waitFor();
  await aside.getByText("五环", { exact: false }).first().waitFor();
  await aside.locator(".photo-tile img").nth(1).waitFor();
  await picture(phone, "tray-phone");
  await assertAccessible(phone.page);
  for (const [theme, lang] of [["dark", "en"], ["light", "zh-CN"]]) {
    await wear(phone, theme, lang);
    await phone.page.reload();
    await phone.page.locator(".sync-list__item--refused").waitFor();
    await picture(phone, `tray-phone-${theme}-${lang}`);
    await assertAccessible(phone.page);
  }

  // What is half typed elsewhere is not overwritten unasked.
  await report.open();
  await report.description().fill("另一件还没写完的");
  await report.draftHolds("另一件还没写完的");
  await delivery.open();
  await aside.getByRole("button", { name: "改好再发" }).click();
  const sure = phone.page.getByRole("dialog");
  await sure.getByText("还有没填完的内容", { exact: false }).waitFor();
  await picture(phone, "tray-replace");
  await sure.getByRole("button", { name: "取消" }).click();
  await report.open();
  assert.equal(await report.description().inputValue(), "另一件还没写完的");
  await delivery.open();
  await aside.getByRole("button", { name: "改好再发" }).click();
  await sure.getByRole("button", { name: "换成这一条" }).click();

  await phone.page.getByText("这一条上次没有被接收").waitFor();
  await phone.page.waitForFunction(() => document.querySelector("#description")?.value === "楼道堆物，第一次写的");
  await report.photos().nth(1).waitFor();
  await report.description().fill("楼道堆物，改好的");
  await report.draftHolds("改好的");
  await picture(phone, "tray-corrected");
  // The form and what it stands for survive the tab.
  await phone.crash();
  await report.open();
  await phone.page.waitForFunction(() => document.querySelector("#description")?.value === "楼道堆物，改好的");
  await phone.page.getByText("这一条上次没有被接收").waitFor();
  await report.save();
  await report.saved();
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });
  await delivery.open();
  await phone.page.getByText("都送到了").waitFor();

  const desk = await signedIn(open, DESK, "dudao");
  await desk.page.goto("/cases");
  await desk.page.getByText("改好的").first().waitFor();
  assert.equal(await desk.page.getByText("第一次写的").count(), 0);
});

story("a comment and a correction that were not taken are sent again from where they were typed", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const report = new Report(phone);
  const delivery = new Delivery(phone);
  await report.open();
  await report.fill({ description: "门口的路灯不亮" });
  await report.save();
  await report.saved();
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });
  await phone.page.getByRole("link", { name: "查看这件事" }).click();
  const page = new CasePage(phone);
  await page.story().waitFor();
  const id = page.id();
  await phone.context.setOffline(true);
  await phone.page.locator("#comment").fill("晚上又看了一次");
  await page.button("写入备注").click();
  await page.story().getByText("晚上又看了一次").waitFor();
  await page.correct("地址", "控江路 1 号");
  await delivery.damage();
  await phone.context.setOffline(false);
  await delivery.strip(/2 件未被接收/).waitFor({ timeout: 30_000 });

  await delivery.open();
  await delivery.aside("晚上又看了一次").getByRole("button", { name: "改好再发" }).click();
  await page.story().waitFor();
  await phone.page.waitForFunction(() => document.querySelector("#comment")?.value === "晚上又看了一次");
  await phone.page.locator("#comment").fill("晚上又看了一次，还是不亮");
  await page.button("写入备注").click();
  await page.story().getByText("还是不亮").waitFor();
  await delivery.strip(/1 件未被接收/).waitFor();
  await delivery.open();
  await delivery.aside("控江路 1 号").getByRole("button", { name: "改好再发" }).click();
  const sheet = phone.page.getByRole("dialog");
  await sheet.getByRole("textbox").waitFor();
  assert.equal(await sheet.getByRole("textbox").inputValue(), "控江路 1 号");
  await sheet.getByRole("button", { name: "保存" }).click();
  await sheet.waitFor({ state: "hidden" });
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });

  const desk = await signedIn(open, DESK, "dudao");
  const onDesk = new CasePage(desk);
  await onDesk.open(id);
  await onDesk.tellsTheSame(page);
  await desk.page.getByText("控江路 1 号").first().waitFor();
});

story("an answer that was not taken comes back to its sheet with words and photo, or is handed over, saved, and dropped knowingly", async ({ open }) => {
  const desk = await signedIn(open, DESK, "dudao");
  const report = new Report(desk);
  await report.open();
  await report.fill({ description: "占道经营" });
  await report.save();
  await report.saved();
  await desk.page.getByRole("link", { name: "查看这件事" }).click();
  const onDesk = new CasePage(desk);
  await onDesk.story().waitFor();
  const id = onDesk.id();
  await onDesk.button("受理").first().click();
  await onDesk.stands("已受理");
  const dispatch = await onDesk.begin("派遣");
  await dispatch.getByLabel("派给").selectOption({ label: "综合行政执法队" });
  await dispatch.getByRole("button", { name: "派遣" }).click();
  await onDesk.stands("已派遣");

  const two = await open(DESK, { permissions: ["clipboard-read", "clipboard-write"] });
  await new SignIn(two).as("zhifa");
  const onTwo = new CasePage(two);
  const delivery = new Delivery(two);
  await onTwo.open(id);
  await onTwo.button("开始处置").first().click();
  await onTwo.stands("处置中");
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });
  await two.context.setOffline(true);
  const answer = await onTwo.begin("反馈处置结果");
  await answer.getByLabel("处置结果").fill("已劝离两家摊位。");
  await answer.locator("input[type=file]").first().setInputFiles({ name: "after.jpg", mimeType: "image/jpeg", buffer: photos[0] });
  await answer.locator(".photo-tile img").first().waitFor();
  await answer.getByRole("button", { name: "反馈处置结果", exact: true }).click();
  await onTwo.stands("待核查");
  await delivery.damage();
  await two.context.setOffline(false);
  await delivery.strip("1 件未被接收").waitFor({ timeout: 30_000 });
  await onTwo.stands("处置中");
  await delivery.open();
  const aside = delivery.aside("已劝离两家摊位");
  await aside.getByRole("button", { name: "改好再发" }).click();
  await answer.locator(".photo-tile img").first().waitFor();
  assert.equal(await answer.getByLabel("处置结果").inputValue(), "已劝离两家摊位。");
  await picture(two, "tray-sheet");
  await two.page.keyboard.press("Escape");
  await answer.waitFor({ state: "hidden" });

  await delivery.open();
  await aside.getByRole("button", { name: "写成备注" }).click();
  await two.page.waitForFunction(() => document.querySelector("#comment")?.value.includes("已劝离两家摊位。"));
  assert.equal(await answer.count(), 0, "the sheet stays shut");
  await delivery.open();
  await aside.waitFor();
  await picture(two, "tray-desk");
  await assertAccessible(two.page);
  await wear(two, "dark", "en");
  await two.page.reload();
  await aside.waitFor();
  await picture(two, "tray-desk-dark-en");
  await assertAccessible(two.page);
  await wear(two, "light", "zh-CN");
  await two.page.reload();

  await aside.getByRole("button", { name: "转给督导" }).click();
  await two.page.getByText("已复制").waitFor();
  const copied = await two.page.evaluate(() => navigator.clipboard.readText());
  for (const part of ["反馈处置结果", "已劝离两家摊位。", id, "代码 malformed"]) assert.ok(copied.includes(part), `${part} in ${copied}`);

  const file = JSON.parse(await delivery.file(aside.getByRole("button", { name: "导出这一条" })));
  assert.equal(file.not_accepted.length, 1);
  assert.equal(file.not_accepted[0].act.command.report_back.outcome, "已劝离两家摊位。");

  await aside.getByRole("button", { name: "丢弃" }).click();
  const sure = two.page.getByRole("dialog");
  await sure.getByText("不能找回", { exact: false }).waitFor();
  await picture(two, "tray-drop");
  await sure.getByRole("button", { name: "取消" }).click();
  await aside.waitFor();
  await aside.getByRole("button", { name: "丢弃" }).click();
  await sure.getByRole("button", { name: "丢弃" }).click();
  await two.page.getByText("都送到了").waitFor();
  await delivery.strip("已全部送达").waitFor();
});
