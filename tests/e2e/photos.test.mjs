// A record may arrive before its photo; who looks at it is told so, and sees the photo when it comes.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const [photo] = await photographs(1);
const NOT_YET = "照片还在上传者手机上";
const PHOTOS = /\/api\/v1\/photos\//;

story("a photo that is still on the reporter's phone says so on the desk, and appears by itself", async ({ open }) => {
  const phone = await open(PHONE);
  await new SignIn(phone).as("wangge");
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  await desk.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 45_000 });

  // Words get through, photos do not.
  await phone.context.route(PHOTOS, (route) => route.abort());
  const report = new Report(phone);
  await report.open();
  const title = "东侧楼道照明损坏";
  await report.fill({ description: `${title}，夜间无法通行。`, photos: [photo] });
  await report.save();
  await report.saved();

  await desk.page.goto("/cases");
  await desk.page.getByText(title).first().click();
  const onDesk = new CasePage(desk);
  await onDesk.story().getByText(NOT_YET).waitFor();
  await picture(desk, "photo-not-here-yet");
  assert.equal(await onDesk.story().locator(".photo-tile img").count(), 0);
  const id = onDesk.id();
  await phone.page.goto(`/cases/${id}`);
  await phone.page.locator(".timeline .photo-tile img").waitFor();
  assert.equal(await phone.page.getByText(NOT_YET).count(), 0, "it is here");

  await phone.context.unroute(PHOTOS);
  await phone.page.evaluate(() => window.dispatchEvent(new Event("online")));
  const shown = onDesk.story().locator(".photo-tile img");
  await shown.waitFor({ timeout: 30_000 });
  assert.equal(await desk.page.getByText(NOT_YET).count(), 0);

  // Small in the timeline and in the list, whole when it is opened.
  await desk.page.waitForFunction(() => document.querySelector(".timeline .photo-tile img")?.naturalWidth === 320);
  const address = new URL(await shown.getAttribute("src"), desk.page.url());
  assert.equal(address.search, "?size=thumb");
  const inList = desk.page.locator(`a[href="/cases/${id}"] img.case-card__photo`);
  await inList.waitFor();
  assert.match(await inList.getAttribute("src"), /\?size=thumb$/);
  const whole = () => desk.watch.requests.filter((url) => url.endsWith(address.pathname));
  assert.deepEqual(whole(), [], "nobody has looked at it yet");
  await shown.click();
  await desk.page.waitForFunction(() => document.querySelector(".photo-viewer__image")?.naturalWidth > 320);
  assert.equal(whole().length, 1);
  await picture(desk, "photo-whole");
  desk.watch.assertServed();
});
