// What was done in good faith and arrives too late waits for a supervisor, who decides; its author hears.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { HeldPage } from "./pages/held.mjs";
import { PeoplePage } from "./pages/people.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const NAME = "王安宁";
const strip = (device, text) => device.page.locator(".sync-strip").filter({ hasText: text });

async function signedIn(open, kind, user) {
  const device = await open(kind);
  await new SignIn(device).as(user);
  return device;
}

/** Records a case and says something about it, without a network. */
async function recordedOffline(phone, description, photos = []) {
  await phone.context.setOffline(true);
  const report = new Report(phone);
  await phone.page.getByRole("link", { name: "上报", exact: true }).click();
  await report.description().waitFor();
  await report.fill({ description, photos });
  await report.save();
  await report.saved();
  await phone.page.getByRole("link", { name: "查看这件事" }).click();
  const page = new CasePage(phone);
  await page.story().waitFor();
  await phone.page.getByRole("textbox", { name: /备注/ }).fill(`${description}，又看了一次`);
  await page.button("写入备注").click();
  await page.story().getByText("又看了一次").waitFor();
}

async function takeRoles(office) {
  const people = new PeoplePage(office);
  await people.open(NAME);
  await people.takeRoles(NAME);
  return people;
}

async function narrow(device, name) {
  for (const [theme, width] of [["light", 360], ["dark", 360], ["dark", 1280], ["light", 1280]]) {
    await device.page.setViewportSize({ width, height: width < 900 ? 740 : 800 });
    await device.page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await picture(device, `${name}-${width}-${theme}`);
    const wide = await device.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${name} is ${wide} px too wide at ${width}`);
    await assertAccessible(device.page);
  }
}

story("what was done before a role ended is admitted by a supervisor, and everybody sees it", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const office = await signedIn(open, DESK, "admin");
  const held = new HeldPage(desk);
  await held.open();
  await desk.page.getByText("没有待裁定的操作").waitFor();
  await picture(desk, "held-empty");

  const [photo] = await photographs(1);
  await recordedOffline(phone, "五环北门电线垂落", [photo]);
  await takeRoles(office);
  await phone.context.setOffline(false);
  await strip(phone, "2 件未被接收").waitFor({ timeout: 30_000 });

  // It comes to the desk by itself, onto the open page and onto the number beside it.
  const card = held.card("五环北门电线垂落");
  await card.waitFor();
  await held.link().getByText("2 件待裁定").waitFor({ state: "attached" });
  assert.equal(await held.cards().count(), 1, "what builds on it stands with it");
  for (const words of [NAME, "新上报", "职责已经结束", "又看了一次", "五环", "连同后面 1 步"]) {
    await card.getByText(words).first().waitFor();
  }
  await desk.page.waitForFunction(() => [...document.querySelectorAll(".held .photo-tile img")].some((image) => image.naturalWidth > 0));
  await narrow(desk, "held");
  const sheet = await held.begin("五环北门", "采纳");
  await picture(desk, "held-take");
  await desk.page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await held.decide("五环北门", "采纳");
  await desk.page.getByText("没有待裁定的操作").waitFor();
  assert.equal(await held.link().locator(".app-nav__count").count(), 0);

  await desk.page.goto("/cases");
  await desk.page.getByText("五环北门电线垂落").first().click();
  const onDesk = new CasePage(desk);
  await onDesk.story().getByText("又看了一次").waitFor();
  assert.deepEqual(await onDesk.steps(), ["上报", "备注", "等待督导受理"]);
  const committee = await signedIn(open, PHONE, "juwei");
  await committee.page.goto("/cases");
  await committee.page.getByText("五环北门电线垂落").first().waitFor();

  await strip(phone, "已全部送达").waitFor({ timeout: 20_000 });
  await phone.page.goto("/");
  await phone.page.getByText("您现在没有职责").waitFor();
  for (const device of [phone, desk, office, committee]) device.watch.assertQuiet();
});

story("whoever is ruled against reads the supervisor's words, and a supervisor who is too late is told so", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const other = await signedIn(open, DESK, "sifa");
  const office = await signedIn(open, DESK, "admin");
  await recordedOffline(phone, "井盖松动");
  await takeRoles(office);
  await phone.context.setOffline(false);
  const [held, late] = [new HeldPage(desk), new HeldPage(other)];
  for (const page of [held, late]) {
    await page.link().getByText("2 件待裁定").waitFor({ state: "attached", timeout: 30_000 });
    await page.open();
  }
  const tooLate = await late.begin("井盖松动", "采纳");

  const sheet = await held.begin("井盖松动", "不采纳");
  await sheet.getByRole("button", { name: "不采纳", exact: true }).click();
  await sheet.getByText("请填写这一项").waitFor();
  await picture(desk, "held-refuse");
  await sheet.getByLabel("给本人的话").fill("同一处已有人上报，合并办理。");
  await sheet.getByRole("button", { name: "不采纳", exact: true }).click();
  await desk.page.getByText("没有待裁定的操作").waitFor();

  await tooLate.getByRole("button", { name: "采纳", exact: true }).click();
  await other.page.getByText("已有人裁定过").waitFor();
  await other.page.getByText("没有待裁定的操作").waitFor();

  await phone.page.goto("/me/delivery");
  await phone.page.getByText("同一处已有人上报，合并办理。").first().waitFor();
  await picture(phone, "ruled-against");
  await assertAccessible(phone.page);
});

story("without a network the page of what is held says so, and comes when there is one", async ({ open }) => {
  const desk = await signedIn(open, DESK, "dudao");
  await desk.context.setOffline(true);
  const held = new HeldPage(desk);
  await held.open();
  await desk.page.getByText("这一页需要网络").waitFor();
  await picture(desk, "held-offline");
  await desk.page.getByRole("button", { name: "再试一次" }).click();
  await desk.page.getByText("这一页需要网络").waitFor();
  await strip(desk, "离线").waitFor();
  await desk.context.setOffline(false);
  await desk.page.getByText("没有待裁定的操作").waitFor();
});

story("an administrator finds somebody, and gives them another role where it holds", async ({ open }) => {
  const office = await signedIn(open, DESK, "admin");
  const people = new PeoplePage(office);
  await people.open("陈小梅");
  await narrow(office, "people");
  const sheet = await people.changeRoles("陈小梅");
  await sheet.getByRole("button", { name: /^去掉/ }).first().click();
  await sheet.getByLabel("再加一项职责").selectOption({ label: "网格员" });
  await sheet.getByLabel("居民区").selectOption({ index: 5 });
  await sheet.getByLabel("网格", { exact: true }).selectOption({ index: 2 });
  await sheet.getByRole("button", { name: "加上" }).click();
  // Half chosen is not saved as if nothing had been.
  await sheet.getByLabel("再加一项职责").selectOption({ label: "法治观察员" });
  await sheet.getByRole("button", { name: "保存" }).click();
  await sheet.getByText("新职责还没有加上").waitFor();
  await sheet.getByLabel("再加一项职责").selectOption({ label: "督导" });
  await sheet.getByRole("button", { name: "加上" }).click();
  await sheet.getByText("督导 · 全街道").waitFor();
  await picture(office, "people-roles");
  await assertAccessible(office.page);
  await people.save(sheet);
  await people.person("陈小梅").getByText("督导 · 全街道").waitFor();
  office.watch.assertServed();

  // She has them at her next sign-in, and nobody else sees these pages.
  const other = await signedIn(open, DESK, "chenxiaomei");
  await new HeldPage(other).open();
  assert.equal(await other.page.getByRole("link", { name: "人员" }).count(), 0);
});
