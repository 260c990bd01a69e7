// One field issue goes the whole loop: recorded without a server, answered on the phone that recorded it.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { Report } from "./pages/report.mjs";
import { Shell } from "./pages/shell.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const [first, second, after] = await photographs(3);

story("a case recorded while the server is down goes the whole loop through three people's devices", async ({ server, open }) => {
  const phone = await open(PHONE);
  await new SignIn(phone).as("wangge");
  await new Shell(phone).kept();
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  const department = await open(PHONE);
  await new SignIn(department).as("zhifa");

  // No server at all, and the app opened anew.
  await server.stop();
  await phone.reopen();
  const report = new Report(phone);
  await report.open();
  const title = "五环路口南侧垃圾外溢";
  await report.fill({ description: `${title}，占用盲道约两米，气味较重。`, photos: [first, second] });
  await picture(phone, "report-filled");
  await report.save();
  await report.saved();

  // The tab dies; the app opens again, still without a server.
  await phone.crash();
  await phone.page.goto("/cases");
  const row = phone.page.getByText(title).first();
  await row.waitFor();
  await row.click();
  const onPhone = new CasePage(phone);
  await onPhone.story().waitFor();
  const id = onPhone.id();
  assert.equal(await phone.page.locator(".timeline .photo-tile img").count(), 2, "both photos are still there");
  await phone.page.getByText("已存本机").first().waitFor();

  // The server is back: the case arrives by itself, everywhere it should.
  await server.restart();
  await phone.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 45_000 });
  const onDesk = new CasePage(desk);
  await desk.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 45_000 });
  await onDesk.open(id);
  await onDesk.stands("已上报");

  await onDesk.button("受理").first().click();
  await onDesk.stands("已受理");
  const dispatch = await onDesk.begin("派遣");
  await dispatch.getByLabel("派给").selectOption({ label: "综合行政执法队" });
  await dispatch.getByRole("button", { name: "派遣" }).click();
  await onDesk.stands("已派遣");
  await picture(desk, "desk-dispatched");

  const onDepartment = new CasePage(department);
  await department.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 45_000 });
  await onDepartment.open(id);
  await onDepartment.button("开始处置").first().click();
  await onDepartment.stands("处置中");
  const answer = await onDepartment.begin("反馈处置结果");
  await answer.locator("input[type=file]").first().setInputFiles([{ name: "after.jpg", mimeType: "image/jpeg", buffer: after }]);
  await answer.locator(".photo-tile img").first().waitFor();
  await answer.getByLabel("处置结果").fill("已清运垃圾并冲洗路面，盲道恢复畅通。");
  await answer.getByRole("button", { name: "反馈处置结果" }).click();
  await onDepartment.stands("待核查");

  await onPhone.stands("待核查");
  const check = await onPhone.begin("核查通过");
  await check.getByRole("button", { name: "核查通过" }).click();
  await onPhone.stands("已核查");

  await onDesk.stands("已核查");
  await onDesk.button("结案").first().click();
  await onDesk.stands("已结案");

  await onPhone.stands("已结案");
  const rating = await onPhone.begin("评价");
  await rating.getByRole("radio", { name: "满意", exact: true }).check({ force: true });
  await rating.getByRole("button", { name: "评价" }).click();

  const steps = ["上报", "受理", "派遣", "开始处置", "反馈", "核查通过", "结案", "评价"];
  for (const [device, page] of [[phone, onPhone], [desk, onDesk], [department, onDepartment]]) {
    await device.page.locator(".timeline").getByText("评价", { exact: false }).first().waitFor();
    const told = (await page.steps()).join(" / ");
    let from = 0;
    for (const step of steps) {
      const at = told.indexOf(step, from);
      assert.ok(at >= from, `${step} is not in its place in: ${told}`);
      from = at;
    }
    device.watch.assertQuiet();
  }
  await onPhone.tellsTheSame(onDesk, onDepartment);
});

story("what one device saves another sees within two seconds, without a reload", async ({ open }) => {
  const phone = await open(PHONE);
  await new SignIn(phone).as("wangge");
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  await desk.page.goto("/cases");
  await desk.page.locator(".window-list").first().waitFor();

  const report = new Report(phone);
  await report.open();
  const words = `两秒内可见 ${Date.now()}`;
  await report.fill({ description: words });
  await report.save();
  const saved = Date.now();
  await desk.page.getByText(words).first().waitFor({ timeout: 10_000 });
  const took = Date.now() - saved;
  console.log(`saved → visible on the desk: ${took} ms`);
  assert.ok(took <= 2_000, `${took} ms`);
  desk.watch.assertServed();
});
