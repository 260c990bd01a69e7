// What the strip says when the way to the server ends, and how it is found again.
import assert from "node:assert/strict";

import { PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const strip = (device, text) => device.page.locator(".sync-strip").filter({ hasText: text });

story("an app that nobody touches says so when the server goes, and when it is back", async ({ server, open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  await strip(device, "已全部送达").waitFor();
  await server.stop();
  await strip(device, /离线|服务器暂时不可用/).waitFor({ timeout: 10_000 });
  await server.restart();
  await strip(device, "已全部送达").waitFor({ timeout: 45_000 });
});

story("work goes on when the session has ended, and goes out after signing in again", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  await strip(device, "已全部送达").waitFor();
  await device.context.clearCookies();
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "会话结束后记的" });
  await report.save();
  await report.saved();
  await strip(device, "需要重新登录，1 件已存本机").waitFor();
  await device.page.getByText("重新登录后自动送出", { exact: false }).waitFor();
  await picture(device, "session-ended");

  await device.page.locator(".sync-strip").click();
  const sheet = device.page.getByRole("dialog");
  await sheet.getByText("登录后会自动发送", { exact: false }).waitFor();
  await sheet.getByRole("button", { name: "重新登录" }).click();
  await device.page.locator("input[type=password]:visible").fill("gridloop-demo");
  await device.page.keyboard.press("Enter");
  await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
});

story("whoever is known by the cookie alone signs in again with their name", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  // The browser has cleared what was stored, but not its cookie.
  await device.page.goto("/manifest.webmanifest");
  await device.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  await device.page.goto("/");
  await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
  await device.context.clearCookies();
  const report = new Report(device);
  await report.open();
  await report.fill({ description: "存储被清空之后记的" });
  await report.save();
  await strip(device, "需要重新登录，1 件已存本机").waitFor();
  await device.page.locator(".sync-strip").click();
  await device.page.getByRole("dialog").getByRole("button", { name: "重新登录" }).click();
  await device.page.getByLabel("密码").fill("gridloop-demo");
  await device.page.keyboard.press("Enter");
  await device.page.getByText("请填写用户名").waitFor();
  await device.page.getByLabel("用户名").fill("wangge");
  await device.page.keyboard.press("Enter");
  await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
});

story("a browser that was cleared says so before anybody can sign in, in the other language as well", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
  await device.page.goto("/manifest.webmanifest");
  await device.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  await device.context.clearCookies();
  await device.context.setOffline(true);
  await device.page.goto("/");
  await device.page.getByText("浏览器清除过本机的数据").waitFor();
  await device.page.getByText("当时未送出的可能已丢失", { exact: false }).waitFor();
  await picture(device, "sign-in-cleared");
  await device.page.getByRole("button", { name: "English" }).click();
  await device.page.getByText("The browser has cleared what was stored here").waitFor();
  await device.page.getByRole("button", { name: "中文" }).click();

  await device.context.setOffline(false);
  await device.page.getByLabel("用户名").fill("wangge");
  await device.page.getByLabel("密码").fill("gridloop-demo");
  await device.page.keyboard.press("Enter");
  await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
  await device.page.goto("/me");
  await device.page.getByText("浏览器清除过本机数据", { exact: false }).waitFor();

  // Whoever leaves with everything delivered leaves nothing that could be cleared.
  await device.page.getByRole("button", { name: "退出登录" }).click();
  await device.page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await device.page.getByRole("button", { name: "登录", exact: true }).waitFor();
  await device.page.goto("/");
  await device.page.getByRole("button", { name: "登录", exact: true }).waitFor();
  assert.equal(await device.page.getByText("浏览器清除过").count(), 0);
});

story("a photo that this phone has seen and forgotten can be reported again", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("wangge");
  const report = new Report(device);
  const photos = await photographs(1);
  const once = async (description) => {
    await report.open();
    await report.fill({ description, photos });
    await report.save();
    await report.saved();
    await strip(device, "已全部送达").waitFor({ timeout: 20_000 });
  };
  await once("第一次");
  await device.page.goto("/me");
  await device.page.getByRole("button", { name: "退出登录" }).click();
  await device.page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await device.page.getByLabel("用户名").waitFor();
  await new SignIn(device).as("wangge");
  // The browser keeps what it shows.
  await device.page.goto("/cases");
  await device.page.getByText("第一次").first().click();
  await device.page.waitForFunction(() => [...document.querySelectorAll(".timeline .photo-tile img")].some((image) => image.naturalWidth > 0));
  await once("第二次");
});
