// The turns that a case takes when somebody says no: not accepted, handed back, not solved on the spot. And an observation.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { recorded, signedIn } from "./support/people.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";

/** Takes a step that asks for a text. */
async function step(page, name, label, text, more = async () => {}) {
  const sheet = await page.begin(name);
  await more(sheet);
  await sheet.getByLabel(label).fill(text);
  await sheet.getByRole("button", { name, exact: true }).click();
  await sheet.waitFor({ state: "hidden" });
}

async function dispatch(page, department) {
  const sheet = await page.begin("派遣");
  await sheet.getByLabel("派给").selectOption({ label: department });
  await sheet.getByRole("button", { name: "派遣" }).click();
  await page.stands("已派遣");
}

story("a case that is not accepted comes back to its reporter with the reason", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const onPhone = await recorded(phone, { description: "路边的树叶有点多" });
  const onDesk = new CasePage(desk);
  await onDesk.open(onPhone.id());
  await phone.page.goto("/");

  const sheet = await onDesk.begin("不予受理");
  await sheet.getByRole("button", { name: "不予受理", exact: true }).click();
  assert.ok(await sheet.isVisible(), "without a reason it does not go");
  await sheet.getByLabel("原因").fill("秋季正常落叶，保洁每天清扫两次。");
  await sheet.getByRole("button", { name: "不予受理", exact: true }).click();

  const answer = phone.page.getByRole("region", { name: "已有答复" }).getByText("路边的树叶有点多");
  await answer.waitFor();
  await picture(phone, "answer-on-home");
  await answer.click();
  await onPhone.stands("不予受理");
  await onPhone.story().getByText("保洁每天清扫两次").waitFor();
  phone.watch.assertQuiet();
  desk.watch.assertQuiet();
});

story("a case is handed back, goes to another department, is not solved on the spot, and is solved the second time", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const enforcement = await signedIn(open, PHONE, "zhifa");
  const property = await signedIn(open, PHONE, "wuguan");
  const onPhone = await recorded(phone, { description: "楼道里堆放的杂物挡住了消防栓" });
  const id = onPhone.id();
  const [onDesk, atEnforcement, atProperty] = [desk, enforcement, property].map((device) => new CasePage(device));

  await onDesk.open(id);
  await onDesk.button("受理").first().click();
  await onDesk.stands("已受理");
  await dispatch(onDesk, "综合行政执法队");

  await atEnforcement.open(id);
  await step(atEnforcement, "退单", "原因", "小区楼道内由物业负责。");
  await onDesk.stands("已受理");
  await onDesk.cameBack().getByText("小区楼道内由物业负责。").waitFor();
  await enforcement.page.getByText("这件事已转出").waitFor();
  await picture(enforcement, "gone-on-to-others");

  const other = await onDesk.begin("派遣");
  const names = await other.getByLabel("派给").locator("option").allInnerTexts();
  const name = names.find((it) => it.includes("物业"));
  assert.ok(name, `no property management among ${names}`);
  await other.getByLabel("派给").selectOption({ label: name });
  await other.getByRole("button", { name: "派遣" }).click();
  await onDesk.stands("已派遣");
  await onDesk.cameBack().waitFor({ state: "detached" });

  await atProperty.open(id);
  await atProperty.button("开始处置").first().click();
  await atProperty.stands("处置中");
  await step(atProperty, "反馈处置结果", "处置结果", "已通知住户清理。");

  await onPhone.stands("待核查");
  await step(onPhone, "核查不通过", "原因", "纸箱还在，消防栓仍打不开。");
  await atProperty.stands("处置中");
  await atProperty.cameBack().getByText("消防栓仍打不开").waitFor();
  await picture(property, "came-back");
  await step(atProperty, "反馈处置结果", "处置结果", "杂物已全部清走，消防栓已试开。");
  await onPhone.stands("待核查");
  const check = await onPhone.begin("核查通过");
  await check.getByRole("button", { name: "核查通过" }).click();
  await onDesk.stands("已核查");
  await onDesk.button("结案").first().click();
  await onPhone.stands("已结案");
  await picture(desk, "turns-desk");
  await onPhone.tellsTheSame(onDesk, atProperty);
  for (const device of [phone, desk, enforcement, property]) device.watch.assertQuiet();
});

story("an observation is answered by the judicial office, and its observer reads whether it was adopted", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "guancha");
  const desk = await signedIn(open, DESK, "dudao");
  const office = await signedIn(open, DESK, "sifa");
  const onPhone = await recorded(phone, { description: "建议夜市管理办法写明收摊时间", category: "执法" });
  await picture(phone, "observation");
  const id = onPhone.id();
  const [onDesk, atOffice] = [desk, office].map((device) => new CasePage(device));
  await onDesk.open(id);
  await onDesk.button("受理").first().click();
  await onDesk.stands("已受理");
  await dispatch(onDesk, "司法所");

  await atOffice.open(id);
  await atOffice.button("开始处置").first().click();
  await atOffice.stands("处置中");
  await step(atOffice, "反馈处置结果", "处置结果", "收摊时间写入夜市公约，处罚条款另行研究。", async (sheet) => {
    await sheet.getByRole("radio", { name: "部分采纳" }).check({ force: true });
  });
  await onPhone.stands("待核查");
  await onPhone.story().getByText("收摊时间写入夜市公约").waitFor();
  await phone.page.getByText("部分采纳").first().waitFor();
  await picture(phone, "observation-answered");
  await onPhone.tellsTheSame(atOffice, onDesk);
  for (const device of [phone, desk, office]) device.watch.assertQuiet();
});
