// A device that was revoked: what is not on the server is handed over, then nothing is left on it. In every tab.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { HeldPage } from "./pages/held.mjs";
import { PeoplePage } from "./pages/people.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const NAME = "王安宁";
const locked = (page) => page.getByRole("heading", { name: "这台设备已停用" });

async function signedIn(open, kind, user) {
  const device = await open(kind);
  await new SignIn(device).as(user);
  return device;
}

async function revoke(open) {
  const office = await signedIn(open, DESK, "admin");
  const people = new PeoplePage(office);
  await people.open(NAME);
  await people.revoke(NAME);
  await picture(office, "people-revoked");
  return office;
}

async function recorded(phone, description, photos = []) {
  const report = new Report(phone);
  await phone.page.getByRole("link", { name: "上报", exact: true }).click();
  await report.description().waitFor();
  await report.fill({ description, photos });
  await report.save();
  await report.saved();
  await phone.page.goBack();
}

/** What is left in all databases of the browser but for which device this is: how many records, by database and store. */
function left(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const found = {};
    for (const { name } of await indexedDB.databases()) {
      if (name === "gridloop-device") continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const count = await done(database.transaction(store).objectStore(store).count());
        if (count > 0) found[`${name}/${store}`] = count;
      }
      database.close();
    }
    return found;
  });
}

story("a revoked phone hands over what it has not sent, with its photo, and keeps nothing", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const desk = await signedIn(open, DESK, "dudao");
  const [photo] = await photographs(1);
  await phone.context.setOffline(true);
  await recorded(phone, "丢失前记的一件", [photo]);
  await recorded(phone, "丢失前记的又一件");
  assert.notDeepEqual(await left(phone.page), {});
  await revoke(open);
  // Without a network it does not know.
  await phone.page.getByRole("navigation").first().waitFor();

  await phone.context.setOffline(false);
  await locked(phone.page).waitFor({ timeout: 30_000 });
  await phone.page.getByText("2 件已交给督导决定").waitFor({ timeout: 30_000 });
  assert.equal(await phone.page.getByRole("navigation").count(), 0);
  assert.deepEqual(await left(phone.page), {});
  await picture(phone, "locked");
  await assertAccessible(phone.page);
  await phone.page.setViewportSize(DESK.viewport);
  await phone.page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  await picture(phone, "locked-desk-dark");
  await assertAccessible(phone.page);

  const held = new HeldPage(desk);
  await held.link().getByText("2 件待裁定").waitFor({ state: "attached" });
  await held.open();
  await held.card("丢失前记的一件").getByText("已经停用").waitFor();
  await desk.page.waitForFunction(() => [...document.querySelectorAll(".held .photo-tile img")].some((image) => image.naturalWidth > 0));
  await held.decide("丢失前记的一件", "采纳");

  // The page stays, whatever is opened; the person goes on as another device.
  await phone.reopen("/cases");
  await phone.page.getByText("2 件已交给督导决定").waitFor();
  await phone.page.getByRole("button", { name: "重新登录" }).click();
  await new SignIn(phone).try("wangge", "gridloop-demo");
  await phone.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor();
  await phone.page.goto("/cases");
  await phone.page.getByText("丢失前记的一件").first().waitFor();
});

story("both tabs of a revoked phone lock, whichever talks to the server", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  const other = await phone.context.newPage();
  await other.goto("/cases");
  await other.locator(".case-card").first().waitFor();
  await revoke(open);
  // Both are online: they know at once, and nothing had to be handed over.
  for (const page of [phone.page, other]) {
    await locked(page).waitFor({ timeout: 20_000 });
    await page.getByText("没有需要移交的").waitFor({ timeout: 20_000 });
    assert.equal(await page.locator(".case-card").count(), 0);
  }
  assert.deepEqual(await left(other), {});
  // One goes on, the other follows.
  await other.getByRole("button", { name: "重新登录" }).click();
  const again = new SignIn({ page: other });
  await again.try("wangge", "gridloop-demo");
  for (const page of [phone.page, other]) await page.getByRole("navigation").first().waitFor();
});

story("a phone that is closed while it hands over goes on with it and shows nothing meanwhile", async ({ server, open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  await phone.context.setOffline(true);
  await recorded(phone, "还没有送出的一件");
  await revoke(open);
  // It hears that it was revoked, and the server is gone before it has sent anything.
  await phone.context.route("**/api/v1/sync/push", (route) => route.abort());
  await phone.context.setOffline(false);
  await locked(phone.page).waitFor({ timeout: 30_000 });
  await phone.page.getByText("已移交 0 / 1 件").waitFor();
  await phone.page.getByText("未移交的仍存在本机").waitFor({ timeout: 20_000 });
  await picture(phone, "handing-over");
  await assertAccessible(phone.page);
  await server.stop();
  await phone.reopen("/cases");
  await locked(phone.page).waitFor();
  assert.equal(await phone.page.getByText("还没有送出的一件").count(), 0);

  await phone.context.unroute("**/api/v1/sync/push");
  await server.restart();
  await phone.page.getByText("1 件已交给督导决定").waitFor({ timeout: 45_000 });
  assert.deepEqual(await left(phone.page), {});
});

story("work that waited for its person is handed over when they sign in on a revoked device", async ({ open }) => {
  const phone = await signedIn(open, PHONE, "wangge");
  await phone.context.setOffline(true);
  await recorded(phone, "退出前记的一件");
  await phone.page.getByRole("link", { name: "我的" }).click();
  await phone.page.getByRole("button", { name: "退出登录" }).click();
  await phone.page.getByRole("dialog").getByRole("button", { name: "仍要退出" }).click();
  await phone.page.getByLabel("密码").waitFor();
  await revoke(open);
  await phone.context.clearCookies();
  await phone.context.setOffline(false);
  await new SignIn(phone).try("wangge", "gridloop-demo");
  await phone.page.getByText("1 件已交给督导决定").waitFor({ timeout: 30_000 });
  assert.deepEqual(await left(phone.page), {});
  await phone.page.getByRole("button", { name: "重新登录" }).click();
  await new SignIn(phone).try("wangge", "gridloop-demo");
  await phone.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor();
});
