// Storage that runs out, a clock that is off, a server that wants a newer app: said early, and unsent work never gives way.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { Delivery } from "./pages/delivery.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const photos = await photographs(1);

/** The keys of a shelf of the person who is signed in. */
function keys(device, shelf) {
  return device.page.evaluate(async (shelf) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const { name } = (await indexedDB.databases()).find(({ name }) => name !== "gridloop-device");
    const database = await done(indexedDB.open(name));
    const found = await done(database.transaction(shelf).objectStore(shelf).getAllKeys());
    database.close();
    return found;
  }, shelf);
}

/** No more fits until something was taken away: the browser's own quota is gigabytes, so what it throws is thrown at once. */
async function fill(device) {
  await device.page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    const remove = IDBObjectStore.prototype.delete;
    let full = true;
    window.refused = 0;
    IDBObjectStore.prototype.delete = function (key) {
      if (this.name === "documents" || this.name === "pixels") full = false;
      return remove.call(this, key);
    };
    IDBObjectStore.prototype.put = function (value, key) {
      if (full) {
        window.refused += 1;
        throw new DOMException("full", "QuotaExceededError");
      }
      return put.call(this, value, key);
    };
  });
}

story("on a full disk ended cases of others make room for a report, stay in the list, and come back when they are opened", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("dudao");
  const delivery = new Delivery(device);
  await device.page.goto("/cases");
  await device.page.locator(".case-card").first().waitFor();
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "空间满了也要能报" });
  const [rows, before] = [(await keys(device, "rows")).length, await keys(device, "documents")];
  await fill(device);
  await report.save();
  await report.saved();
  assert.ok((await device.page.evaluate(() => window.refused)) > 0, "it was full");
  const after = await keys(device, "documents");
  const gone = before.filter((key) => !after.includes(key));
  assert.ok(gone.length > 0, "something made room");
  assert.equal((await keys(device, "rows")).length, rows + 1, "nothing left the list");
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });

  await device.page.goto("/me");
  await device.page.getByText("空间不够，移除了", { exact: false }).waitFor();
  await device.page.getByText("空间不够，移除了", { exact: false }).scrollIntoViewIfNeeded();
  await picture(device, "space-log");

  const page = new CasePage(device);
  // The line comes back with the press of the button: before, the phone would fetch the case by itself.
  const pressed = () => device.page.evaluate(() => window.pressed === true);
  await device.context.route("**/api/v1/sync/give-back", async (route) => ((await pressed()) ? route.continue() : route.abort()));
  await device.page.goto(`/cases/${gone[0]}`);
  await device.page.getByText("内容暂时不在本机").waitFor();
  await picture(device, "space-let-go");
  await assertAccessible(device.page);
  await device.page.evaluate(() => addEventListener("click", () => (window.pressed = true), { capture: true }));
  await device.page.getByRole("button", { name: "马上取回" }).click();
  await page.story().waitFor({ timeout: 20_000 });
  assert.ok((await keys(device, "documents")).includes(gone[0]));
});

story("a phone on which nothing fits any more opens all the same, and what waits there reaches the server", async ({ open }) => {
  const phone = await open(PHONE);
  await new SignIn(phone).as("wangge");
  await phone.context.setOffline(true);
  const report = new Report(phone);
  await report.open();
  await report.fill({ description: "满了以前记的一件" });
  await report.save();
  await report.saved();
  await phone.context.addInitScript(() => {
    for (const write of ["put", "add"]) {
      IDBObjectStore.prototype[write] = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    }
  });
  await phone.page.goto("/");
  await phone.page.getByText("满了以前记的一件").first().waitFor();
  await phone.context.setOffline(false);
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  await desk.page.goto("/cases");
  await desk.page.getByText("满了以前记的一件").first().waitFor({ timeout: 30_000 });
});

story("storage that is used to four fifths is said quietly, and nearly full clearly, also where photos are taken", async ({ open }) => {
  for (const [used, title, shot] of [[82, "存储空间已用八成", "space-low"], [96, "存储空间快满了", "space-out"]]) {
    const device = await open(PHONE);
    await device.context.addInitScript((usage) => {
      navigator.storage.estimate = async () => ({ usage: usage * 1e6, quota: 100e6 });
      navigator.storage.persisted = async () => false;
    }, used);
    await new SignIn(device).as("wangge");
    await device.page.getByText(title).waitFor();
    await picture(device, shot);
    await assertAccessible(device.page);
    await device.page.goto("/me");
    await device.page.getByText("可能被浏览器清除", { exact: false }).waitFor();
    await device.page.getByText("请浏览器保留数据").scrollIntoViewIfNeeded();
    await picture(device, `${shot}-me`);
    await assertAccessible(device.page);
    await device.page.goto("/report");
    await new Report(device).read();
    assert.equal(await device.page.getByText("存储空间快满了").count(), used > 95 ? 1 : 0);
    await device.close();
  }
});

story("a clock that is three minutes fast needs no notice, and the follow-up still gives both times", async ({ open }) => {
  const device = await open(PHONE);
  await device.context.addInitScript(() => {
    const ahead = 3 * 60_000;
    const now = Date.now.bind(Date);
    const Real = Date;
    // eslint-disable-next-line no-global-assign
    Date = class extends Real {
      constructor(...args) {
        super(...(args.length > 0 ? args : [now() + ahead]));
      }
      static now() {
        return now() + ahead;
      }
    };
  });
  await new SignIn(device).as("wangge");
  assert.equal(await device.page.getByText("这台设备的时间快了", { exact: false }).count(), 0);
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "快三分钟的手机" });
  await report.save();
  await report.saved();
  await new Delivery(device).strip("已全部送达").waitFor({ timeout: 20_000 });
  await device.page.getByRole("link", { name: "查看这件事" }).click();
  await device.page.locator(".timeline").getByText(/服务器时间。手机时间 .*快 [23] 分钟/).waitFor();
  await device.page.locator(".timeline").scrollIntoViewIfNeeded();
  await picture(device, "clock-three-minutes");
});

story("a phone whose clock is a year behind does not bury its reports under all others", async ({ open }) => {
  const device = await open(PHONE);
  await device.context.addInitScript(() => {
    const behind = 365 * 24 * 3_600_000;
    const now = Date.now.bind(Date);
    const Real = Date;
    // eslint-disable-next-line no-global-assign
    Date = class extends Real {
      constructor(...args) {
        super(...(args.length > 0 ? args : [now() - behind]));
      }
      static now() {
        return now() - behind;
      }
    };
  });
  await new SignIn(device).as("wangge");
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "时钟慢了一年" });
  await report.save();
  await report.saved();
  await new Delivery(device).strip("已全部送达").waitFor({ timeout: 20_000 });
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  await desk.page.goto("/cases");
  await desk.page.locator(".case-card").first().filter({ hasText: "时钟慢了一年" }).waitFor();
});

story("a server that no longer serves this version is said with what to do, is not pestered, and gets everything after the update", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  const delivery = new Delivery(device);
  await delivery.strip("已全部送达").waitFor();
  let asked = 0;
  // The real server answers a version that it does not serve.
  await device.context.route("**/api/v1/sync/p*", (route) => {
    asked += 1;
    return route.continue({ headers: { ...route.request().headers(), "gridloop-protocol": "0" } });
  });
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "旧版本也不丢" });
  await report.save();
  await report.saved();
  await delivery.strip("请更新应用，1 件已存本机").waitFor({ timeout: 20_000 });
  const before = asked;
  await report.open();
  await device.page.goto("/");
  await device.page.getByText("这个版本太旧", { exact: false }).waitFor({ timeout: 20_000 });
  await picture(device, "too-old");
  await assertAccessible(device.page);
  await device.page.locator(".sync-strip").click();
  const sheet = device.page.getByRole("dialog");
  await sheet.getByRole("button", { name: "检查更新" }).waitFor();
  await sheet.getByText("这个版本太旧", { exact: false }).waitFor();
  assert.ok(asked - before <= 4, `${asked - before} requests for two openings of the app`);
  await device.context.unroute("**/api/v1/sync/p*");
  await device.page.reload();
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });
});

story("a record that cannot be read hides no other, is said, and goes into the file as it is", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  const delivery = new Delivery(device);
  await device.page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const { name } = (await indexedDB.databases()).find(({ name }) => name !== "gridloop-device");
    const database = await done(indexedDB.open(name));
    const outbox = database.transaction("outbox", "readwrite").objectStore("outbox");
    await done(outbox.put(new TextEncoder().encode("新版本写的一行"), "99999999999999999999"));
    database.close();
  });
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "别的照样送出" });
  await report.save();
  await report.saved();
  await delivery.strip("已全部送达").waitFor({ timeout: 20_000 });
  await device.page.goto("/");
  await device.page.getByText("1 条记录读不出来").waitFor();
  await picture(device, "unreadable");
  await assertAccessible(device.page);
  await delivery.open();
  const file = JSON.parse(await delivery.file(device.page.getByRole("button", { name: "导出为文件" })));
  assert.equal(Buffer.from(file.unreadable[0], "base64").toString(), "新版本写的一行");
  await device.page.goto("/me");
  await device.page.getByText("1 条记录读不出来，原样留在本机").waitFor();
});

story("a database that the browser has cleared is said, with what may be lost, and noted", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  await device.page.goto("/manifest.webmanifest");
  await device.page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find(({ name }) => name !== "gridloop-device");
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  });
  await device.page.goto("/");
  await device.page.getByText("浏览器清除过本机的数据").waitFor();
  await device.page.getByText("当时未送出的可能已丢失", { exact: false }).waitFor();
  await picture(device, "cleared");
  await new Delivery(device).strip("已全部送达").waitFor({ timeout: 20_000 });
  await device.page.goto("/me");
  await device.page.getByText("浏览器清除过本机数据", { exact: false }).waitFor();
});
