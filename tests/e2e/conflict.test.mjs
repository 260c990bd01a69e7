// Two people change one case while neither can reach the server: both values are shown, one is chosen, no step is lost.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { Report } from "./pages/report.mjs";
import { Shell } from "./pages/shell.mjs";
import { SignIn } from "./pages/sign-in.mjs";

story("two corrections made offline are both shown until one is chosen", async ({ server, open }) => {
  const phone = await open(PHONE);
  await new SignIn(phone).as("wangge");
  await new Shell(phone).kept();
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");

  const report = new Report(phone);
  await report.open();
  await report.fill({ description: "二楼楼道堆放旧家具" });
  await report.save();
  await report.saved();
  await phone.page.getByRole("link", { name: "查看这件事" }).click();
  const onPhone = new CasePage(phone);
  await onPhone.stands("已上报");
  const onDesk = new CasePage(desk);
  await onDesk.open(onPhone.id());

  await server.stop();
  await onPhone.correct("情况", "三楼楼道堆放旧家具，挡住消防栓");
  await onDesk.correct("情况", "四楼楼道堆放旧家具，影响通行");
  await onDesk.button("受理").first().click();
  await onDesk.stands("已受理");
  await server.restart();

  for (const page of [onPhone, onDesk]) {
    await page.contested("情况").waitFor({ timeout: 60_000 });
    for (const value of ["三楼楼道堆放旧家具，挡住消防栓", "四楼楼道堆放旧家具，影响通行"]) {
      await page.contested("情况").getByText(value, { exact: false }).first().waitFor();
    }
  }
  await picture(phone, "conflict-phone");
  await picture(desk, "conflict-desk");
  await onDesk.choose("情况", "三楼楼道堆放旧家具，挡住消防栓");
  for (const page of [onPhone, onDesk]) {
    await page.contested("情况").waitFor({ state: "detached" });
    await page.stands("已受理");
  }
  const told = await onPhone.steps();
  assert.equal(told.filter((step) => step.includes("更正")).length, 3, told.join(" / "));
  assert.deepEqual(await onDesk.steps(), told);
});
