// What people, phones and networks do wrong: a sentence that says what to do, and everything typed is kept.
import assert from "node:assert/strict";
import { PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { Report } from "./pages/report.mjs";
import { Shell } from "./pages/shell.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const [photo] = await photographs(1);
const WORDS = "填到一半的内容不能丢";

async function reporting(open, options) {
  const device = await open(PHONE, options);
  await new SignIn(device).as("wangge");
  const report = new Report(device);
  await report.open();
  await report.description().fill(WORDS);
  return { device, report };
}

const kept = async (report, words = WORDS) => assert.equal(await report.description().inputValue(), words);

story("a file that is no image, and one of 60 MB, are refused with a sentence; a good photo still goes in", async ({ open }) => {
  const { device, report } = await reporting(open);
  const input = device.page.locator("#photos input[type=file]").first();
  await input.setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("这不是照片") });
  await device.page.getByText(/不是照片|打不开这种照片/).first().waitFor();
  // Larger than the browser's protocol carries at once, so it is written in the page.
  await device.page.evaluate(() => {
    const input = document.querySelector("#photos input[type=file]");
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(60 * 1024 * 1024).fill(7)], "huge.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await device.page.getByText("太大", { exact: false }).first().waitFor();
  await picture(device, "bad-photo");
  await kept(report);
  await report.photograph(photo);
  await kept(report);
});

story("a position that is refused, or off by kilometres, is said; community and grid can be chosen", async ({ open }) => {
  const { device, report } = await reporting(open);
  await device.page.getByRole("button", { name: "定位" }).first().click();
  await device.page.getByText("没有允许定位", { exact: false }).first().waitFor();
  await device.context.grantPermissions(["geolocation"]);
  await device.context.setGeolocation({ latitude: 31.27, longitude: 121.52, accuracy: 3_000 });
  await device.page.getByRole("button", { name: /定位/ }).first().click();
  await device.page.getByText("太大了", { exact: false }).first().waitFor();
  await picture(device, "bad-position");
  await kept(report);
  await report.category("垃圾");
  await report.community("五环");
  await report.save();
  await report.saved();
});

story("a wrong password is said, and after some tries one has to wait", async ({ open }) => {
  const device = await open(PHONE);
  await new Shell(device).open();
  const signIn = new SignIn(device);
  await signIn.try("wangge", "不对的密码");
  await device.page.getByText("用户名或密码不对", { exact: false }).waitFor();
  assert.equal(await device.page.getByLabel("用户名").inputValue(), "wangge");
  const waiting = device.page.getByText("试的次数太多了", { exact: false });
  for (let tries = 0; tries < 12 && !(await waiting.isVisible()); tries += 1) {
    const answered = device.page.waitForResponse("**/api/v1/session");
    await signIn.try("wangge", `不对的密码 ${tries}`);
    await answered;
    await device.page.getByRole("button", { name: "登录" }).waitFor();
    await device.page.locator(".notice").first().waitFor();
  }
  await waiting.waitFor();
  await picture(device, "bad-password");
});

story("a server that answers garbage, or nothing at all, does not stop the work", async ({ open }) => {
  const { device, report } = await reporting(open);
  await device.context.route("**/api/**", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>欢迎使用商场无线网</h1>" }));
  await report.category("垃圾");
  await report.community("五环");
  await report.save();
  await report.saved();
  await device.page.locator(".sync-strip").filter({ hasText: "1 件已存本机" }).waitFor({ timeout: 30_000 });
  await picture(device, "server-garbage");
  assert.deepEqual(device.watch.errors.filter((line) => line.includes("panicked")), []);
  await device.context.unroute("**/api/**");
  await device.page.reload();
  await device.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 30_000 });
});

story("a server that takes half a minute for every answer is said to be of no use, and the work goes on", async ({ open }) => {
  const { device, report } = await reporting(open);
  await device.context.route("**/api/**", (route) => setTimeout(() => route.abort().catch(() => {}), 30_000));
  await report.category("垃圾");
  await report.community("五环");
  await report.save();
  await report.saved();
  await device.page.locator(".sync-strip").filter({ hasText: "服务器暂时不可用，1 件已存本机" }).waitFor({ timeout: 30_000 });
  await picture(device, "server-slow");
  await device.context.unroute("**/api/**");
  await device.page.reload();
  await device.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 30_000 });
});

story("a browser that stores nothing says so instead of showing an empty app", async ({ open }) => {
  const device = await open(PHONE);
  await device.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await device.page.goto("/");
  await device.page.getByText("这个浏览器不保存数据").waitFor();
  await picture(device, "storage-blocked");
});

story("a full storage is said, and nothing typed is lost", async ({ open }) => {
  const { device, report } = await reporting(open);
  await report.category("垃圾");
  await report.community("五环");
  await device.page.evaluate(() => {
    // The browser's own quota is gigabytes: what it throws when that is used up, thrown at once.
    IDBObjectStore.prototype.put = function () {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await report.save();
  await device.page.getByText("空间不够", { exact: false }).first().waitFor();
  await kept(report);
  await picture(device, "storage-full");
});

story("a phone two days ahead is told so, and its record goes by the server's time", async ({ open }) => {
  const device = await open(PHONE);
  await device.context.addInitScript(() => {
    const ahead = 2 * 24 * 3_600_000;
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
  await device.page.getByText("这台设备的时间快了", { exact: false }).first().waitFor();
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "时间不对也要能报" });
  await report.save();
  await report.saved();
  await device.page.getByRole("link", { name: "查看这件事" }).click();
  await device.page.locator(".timeline").getByText("手机时间", { exact: false }).first().waitFor({ timeout: 20_000 });
  await picture(device, "clock-ahead");
});

story("a form that was left half filled is there again", async ({ open }) => {
  const { device, report } = await reporting(open);
  await report.photograph(photo);
  await device.crash();
  await report.open();
  await device.page.getByText("已恢复上次没有填完的内容").waitFor();
  await kept(report);
  assert.equal(await report.photos().count(), 1);
});

story("a place that was filled in stays when the form comes back where the phone knows another", async ({ open }) => {
  const { device, report } = await reporting(open);
  await report.community("五环");
  await device.page.getByLabel("地址").fill("控江路 88 弄");
  const chosen = await device.page.locator("#community").inputValue();
  await device.context.grantPermissions(["geolocation"]);
  await device.context.setGeolocation({ latitude: 31.268, longitude: 121.512, accuracy: 8 });
  await report.draftHolds("控江路 88 弄");
  // Says when the app has been told that it may look, and whether it did.
  await device.context.addInitScript(() => {
    window.looked = 0;
    const query = navigator.permissions.query.bind(navigator.permissions);
    navigator.permissions.query = async (what) => {
      const answer = await query(what);
      if (what.name === "geolocation") setTimeout(() => { window.mayLook = answer.state; });
      return answer;
    };
    const look = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...args) => {
      window.looked += 1;
      look(...args);
    };
  });
  await device.crash();
  await report.open();
  await device.page.getByText("已恢复上次没有填完的内容").waitFor();
  await device.page.waitForFunction(() => window.mayLook === "granted");
  assert.equal(await device.page.evaluate(() => window.looked), 0);
  assert.equal(await device.page.locator("#community").inputValue(), chosen);

  // To begin anew is asked once more, and then the phone looks for itself.
  await device.page.getByRole("button", { name: "清空重填" }).click();
  const sure = device.page.getByRole("dialog");
  await sure.getByText("不能找回", { exact: false }).waitFor();
  await sure.getByRole("button", { name: "取消" }).click();
  await kept(report);
  await device.page.getByRole("button", { name: "清空重填" }).click();
  await sure.getByRole("button", { name: "清空重填" }).click();
  assert.equal(await report.description().inputValue(), "");
  await device.crash();
  await report.open();
  await device.page.getByText("误差约 8 米").waitFor();
  assert.equal(await report.description().inputValue(), "");
});

story("what was erased from the form does not come back", async ({ open }) => {
  const { device, report } = await reporting(open);
  await report.draftHolds(WORDS);
  await report.description().fill("");
  await report.draftHolds(WORDS, false);
  await device.crash();
  await report.open();
  await report.read();
  await kept(report, "");
  assert.equal(await device.page.getByText("已恢复上次没有填完的内容").count(), 0);
});

story("a line of 25 KB a second brings the cases, piece by piece", async ({ open }) => {
  const device = await open(PHONE);
  await device.page.goto("/");
  await device.page.getByLabel("用户名").waitFor();
  const line = await device.context.newCDPSession(device.page);
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 100, downloadThroughput: 25_000, uploadThroughput: 25_000 });
  await new SignIn(device).try("dudao", "gridloop-demo");
  await device.page.locator(".sync-strip").filter({ hasText: /已有 [\d,]+ 件/ }).waitFor({ timeout: 90_000 });
  assert.equal(await device.page.getByText("服务器暂时不可用").count(), 0);
}, { server: { args: ["--demo-cases", "3000"] } });

story("a second tab works beside the first", async ({ open }) => {
  const { device } = await reporting(open);
  const first = device.page;
  device.page = await device.context.newPage();
  const second = new Report(device);
  await second.open();
  await device.page.goto("/cases");
  await device.page.locator(".window-list").first().waitFor();
  assert.ok((await device.page.locator(".case-card").count()) > 0, "a second tab never shows an empty database");
  await first.bringToFront();
});
