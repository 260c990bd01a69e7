// Unsent work goes with its person: to another device as a file, and over a sign-out on the same one.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { picture, story } from "./support/story.mjs";
import { Delivery } from "./pages/delivery.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const photos = await photographs(1);

async function signedIn(open, user, kind = PHONE) {
  const device = await open(kind);
  await new SignIn(device).as(user);
  return device;
}

async function recordOffline(device, descriptions) {
  await device.context.setOffline(true);
  const report = new Report(device);
  for (const description of descriptions) {
    // Without a network an address is opened by the worker, which has to be there.
    await report.open();
    await report.fill({ description, photos });
    await report.save();
    await report.saved();
  }
}

async function kept(device) {
  await device.page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

story("unsent work is saved as a file and sent by another device of the same person; the old one sends it after all, and nothing doubles", async ({ open }) => {
  const old = await signedIn(open, "wangge");
  await kept(old);
  await recordOffline(old, ["旧手机上的第一件", "旧手机上的第二件"]);
  const onOld = new Delivery(old);
  await onOld.open();
  const file = await onOld.file(old.page.getByRole("button", { name: "导出为文件" }));

  const fresh = await signedIn(open, "wangge");
  const onNew = new Delivery(fresh);
  const said = await onNew.takeIn(file);
  assert.match(said, /2 条会从本机送出/);
  assert.match(said, /照片 1 张/);
  await fresh.page.locator(".settings__list .notice").scrollIntoViewIfNeeded();
  await picture(fresh, "import-done");
  await onNew.strip("已全部送达").waitFor({ timeout: 30_000 });
  assert.match(await onNew.takeIn(file), /2 条本来就有/);

  const desk = await signedIn(open, "dudao", DESK);
  const rows = (text) => desk.page.locator(".case-card").filter({ hasText: text });
  await desk.page.goto("/cases");
  for (const text of ["旧手机上的第一件", "旧手机上的第二件"]) await rows(text).waitFor();

  await old.context.setOffline(false);
  await onOld.strip("已全部送达").waitFor({ timeout: 30_000 });
  await onOld.open();
  await old.page.getByText("都送到了").waitFor();
  await desk.page.reload();
  await rows("旧手机上的第一件").waitFor();
  for (const text of ["旧手机上的第一件", "旧手机上的第二件"]) assert.equal(await rows(text).count(), 1);
  // The photo that came as a file is to be seen by others.
  await rows("旧手机上的第一件").click();
  await desk.page.waitForFunction(() => [...document.querySelectorAll(".timeline .photo-tile img")].some((image) => image.naturalWidth > 0));
});

story("a file of somebody else, half a file and a damaged one are refused with a sentence, and nothing is taken in", async ({ open }) => {
  const old = await signedIn(open, "wangge");
  await kept(old);
  await recordOffline(old, ["只能本人导入"]);
  const onOld = new Delivery(old);
  await onOld.open();
  const file = await onOld.file(old.page.getByRole("button", { name: "导出为文件" }));

  const other = await signedIn(open, "guancha");
  const delivery = new Delivery(other);
  assert.match(await delivery.takeIn(file), /其他人的内容/);
  await other.page.locator(".settings__list .notice").scrollIntoViewIfNeeded();
  await picture(other, "import-refused");

  const own = await signedIn(open, "wangge");
  const onOwn = new Delivery(own);
  assert.match(await onOwn.takeIn(file.slice(0, -40)), /不完整/);
  assert.match(await onOwn.takeIn("不是文件"), /不完整/);
  const damaged = JSON.parse(file);
  damaged.photos[0].base64 = damaged.photos[0].base64.replace(/.{8}$/, "AAAAAAA=");
  assert.match(await onOwn.takeIn(JSON.stringify(damaged)), /照片损坏/);
  await onOwn.open();
  await own.page.getByText("都送到了").waitFor();
});

story("whoever signs out with unsent work is told how much, can save it first, and finds it again", async ({ open }) => {
  const device = await signedIn(open, "wangge");
  await kept(device);
  await recordOffline(device, ["退出前没送出的"]);
  const delivery = new Delivery(device);
  await device.page.goto("/me");
  await device.page.getByRole("button", { name: "退出登录" }).click();
  const sure = device.page.getByRole("dialog");
  await sure.getByText("还有 1 件没有送出", { exact: false }).waitFor();
  await picture(device, "sign-out-unsent");
  const file = JSON.parse(await delivery.file(sure.getByRole("button", { name: "导出为文件" })));
  assert.equal(file.unsent[0].command.report.description, "退出前没送出的");
  await sure.getByRole("button", { name: "仍要退出" }).click();
  await device.page.getByLabel("用户名").waitFor();

  // Somebody else uses the phone meanwhile and sees nothing of it.
  await device.context.setOffline(false);
  await new SignIn(device).as("guancha");
  await device.page.goto("/cases");
  assert.equal(await device.page.getByText("退出前没送出的").count(), 0);
  await device.page.goto("/me");
  await device.page.getByRole("button", { name: "退出登录" }).click();
  await sure.getByRole("button", { name: "退出登录" }).click();
  await device.page.getByLabel("用户名").waitFor();

  await new SignIn(device).as("wangge");
  await device.page.goto("/cases");
  await device.page.locator(".case-card").filter({ hasText: "退出前没送出的" }).waitFor();
  await device.page.goto("/me");
  await device.page.getByText("退出登录时有 1 件未送出").waitFor();
  await device.page.getByText("退出登录时有 1 件未送出").scrollIntoViewIfNeeded();
  await picture(device, "device-log");
});
