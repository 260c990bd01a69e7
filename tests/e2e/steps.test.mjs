// What a case may need beyond the straight road: several departments, more time, a pause, what remains, a second look.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { recorded, signedIn } from "./support/people.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";

const photos = await photographs(1);

/** Takes a step in its sheet: fills it in, and sends it. */
async function step(page, name, fill = async () => {}) {
  const sheet = await page.begin(name);
  await fill(sheet);
  await sheet.getByRole("button", { name, exact: true }).click();
  await sheet.waitFor({ state: "hidden" });
}

const saying = (label, text) => (sheet) => sheet.getByLabel(label).fill(text);

async function accepted(page) {
  await page.button("受理").first().click();
  await page.stands("已受理");
}

story("departments work on one case together, ask for time, pause, and the case closes when each has reported", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const lead = await signedIn(open, PHONE, "zhifa");
  const assistant = await signedIn(open, PHONE, "wuguan");
  const onPhone = await recorded(phone, { description: "地下车库私接充电线" });
  const id = onPhone.id();
  const [onDesk, atLead, atAssistant] = [desk, lead, assistant].map((device) => new CasePage(device));

  await onDesk.open(id);
  await accepted(onDesk);
  await step(onDesk, "派遣", async (sheet) => {
    await sheet.getByLabel("派给").selectOption({ label: "综合行政执法队" });
    await sheet.getByRole("button", { name: "5 个工作日", exact: true }).click();
    await sheet.getByText("按现在算").waitFor();
    await sheet.getByText("协办部门（可不选）").click();
    await sheet.getByRole("checkbox", { name: /物业/ }).first().check();
    await picture(desk, "dispatch-with-assistance");
  });
  await onDesk.stands("已派遣");

  await atLead.open(id);
  await atLead.button("开始处置").first().click();
  await atLead.stands("处置中");
  await step(atLead, "挂账", saying("原因", "等供电部门断电检修。"));
  await atLead.stands("挂账");
  await picture(lead, "suspended");
  await atLead.button("恢复处置").first().click();
  await atLead.stands("处置中");
  await step(atLead, "申请延期", async (sheet) => {
    await sheet.getByRole("button", { name: "3 个工作日", exact: true }).click();
    await sheet.getByLabel("原因").fill("配件未到。");
    await picture(lead, "ask-for-time");
  });

  // What was asked for is the supervisor's next act, filled in with what was asked.
  await onDesk.button("同意延期").waitFor();
  await picture(desk, "time-was-asked-for");
  await step(onDesk, "同意延期");
  await onDesk.story().getByText("同意延期：3 个工作日").waitFor();

  await step(atLead, "反馈处置结果", saying("处置结果", "私接电线已拆除。"));
  await onPhone.stands("待核查");
  await step(onPhone, "核查通过");
  await onDesk.stands("已核查");
  await onDesk.page.getByText(/等待.*物业.*反馈协办结果/).first().waitFor();
  assert.equal(await onDesk.button("结案").count(), 0, "one that assists has yet to report");

  await atAssistant.open(id);
  await step(atAssistant, "反馈协办结果", async (sheet) => {
    await sheet.locator("input[type=file]").first().setInputFiles({ name: "after.jpg", mimeType: "image/jpeg", buffer: photos[0] });
    await sheet.locator(".photo-tile img").first().waitFor();
    await sheet.getByLabel("处置结果").fill("已加装集中充电桩。");
  });
  // What was photographed is to be seen by others.
  await desk.page.waitForFunction(() => [...document.querySelectorAll(".timeline .photo-tile img")].some((image) => image.naturalWidth > 0));
  await onDesk.button("结案").first().click();
  await onPhone.stands("已结案");
  await picture(phone, "together-phone");
  await onPhone.tellsTheSame(onDesk, atLead, atAssistant);
  for (const device of [phone, desk, lead, assistant]) device.watch.assertQuiet();
});

story("what is only partly solved goes on in a case of its own; what was closed too early is reopened", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const lead = await signedIn(open, PHONE, "zhifa");
  const onPhone = await recorded(phone, { description: "沿街三家店占道经营" });
  const id = onPhone.id();
  const [onDesk, atLead] = [desk, lead].map((device) => new CasePage(device));
  await onDesk.open(id);
  await accepted(onDesk);
  await step(onDesk, "派遣", (sheet) => sheet.getByLabel("派给").selectOption({ label: "综合行政执法队" }));
  await atLead.open(id);
  await atLead.button("开始处置").first().click();
  await atLead.stands("处置中");
  await step(atLead, "反馈处置结果", saying("处置结果", "两家已退回店内。"));
  await onPhone.stands("待核查");
  await step(onPhone, "部分解决", saying("还剩什么没有解决", "最东头一家还占着盲道"));
  await onPhone.stands("已核查");
  await picture(phone, "partly-solved");

  await desk.page.goto("/cases");
  const rest = desk.page.locator(".case-card").filter({ hasText: "最东头一家还占着盲道" });
  await rest.click();
  await onDesk.stands("已上报");
  await onDesk.story().getByText(/余下部分转来/).waitFor();

  await onDesk.open(id);
  await onDesk.button("结案").first().click();
  await onPhone.stands("已结案");
  await step(onPhone, "重开", saying("原因", "两家又摆出来了。"));
  await onDesk.stands("已受理");
  await onDesk.cameBack().getByText("两家又摆出来了。").waitFor();
  for (const device of [phone, desk, lead]) device.watch.assertQuiet();
});

story("a report goes back to its reporter, comes again put right, and is merged with the one before it", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const first = await recorded(phone, { description: "三号楼电梯困人" });
  const into = first.id();
  const onPhone = await recorded(phone, { description: "电梯坏了" });
  const id = onPhone.id();
  const onDesk = new CasePage(desk);
  await onDesk.open(id);
  await step(onDesk, "退回补正", saying("原因", "请写明几号楼。"));
  await onPhone.stands("待补正");
  await onPhone.cameBack().getByText("请写明几号楼。").waitFor();
  await onPhone.correct("情况", "三号楼电梯坏了");
  await picture(phone, "put-right");
  await onPhone.button("补正好了，提交").first().click();
  await onDesk.stands("已上报");

  await step(onDesk, "并案", async (sheet) => {
    await sheet.getByRole("radio", { name: /三号楼电梯困人/ }).check({ force: true });
    await picture(desk, "merge");
  });
  await onPhone.stands("已并案");
  await onPhone.story().getByText(`并入 ${into.slice(-6).toUpperCase()}`).waitFor();
  for (const device of [phone, desk]) device.watch.assertQuiet();
});

story("of two supervisors who dispatched one case, the one who came too late is settled by one press", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const other = await signedIn(open, DESK, "dudao");
  const onPhone = await recorded(phone, { description: "井盖缺失" });
  const id = onPhone.id();
  const [onDesk, onOther] = [desk, other].map((device) => new CasePage(device));
  await onDesk.open(id);
  await accepted(onDesk);
  await onOther.open(id);
  await onOther.stands("已受理");
  await other.context.setOffline(true);
  const to = (label) => (sheet) => sheet.getByLabel("派给").selectOption({ label });
  await step(onDesk, "派遣", to("综合行政执法队"));
  await onPhone.stands("已派遣");
  await step(onOther, "派遣", to("派出所"));
  await other.context.setOffline(false);

  const conflict = onDesk.page.locator(".conflict").filter({ hasText: "派遣给派出所" });
  await conflict.waitFor();
  await picture(desk, "step-conflict");
  await desk.page.goto("/");
  await desk.page.getByRole("region", { name: "两人同时处理，请确认" }).getByText("井盖缺失").waitFor();
  await onDesk.open(id);
  await conflict.getByRole("button", { name: "现在照办" }).click();
  await onDesk.story().getByText("改派给派出所").waitFor();
  await conflict.waitFor({ state: "detached" });
  await onOther.story().getByText("改派给派出所").waitFor();
  assert.equal(await onOther.page.locator(".conflict").count(), 0);

  // Where no large act stands, the others are in reach all the same.
  await step(onDesk, "改派", async (sheet) => {
    await to("综合行政执法队")(sheet);
    await sheet.getByLabel("原因").fill("井盖属市政道路。");
    await picture(desk, "reassign");
  });
  await onDesk.story().getByText("改派给综合行政执法队").waitFor();
});
