// The app as it is shipped, in a real browser: it starts, keeps itself, and starts again when there is no server.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { assertAccessible } from "./support/axe.mjs";
import { picture, story } from "./support/story.mjs";
import { Shell } from "./pages/shell.mjs";

for (const [name, kind] of Object.entries({ phone: PHONE, desk: DESK })) {
  story(`a ${name} that has opened the app once opens it again without a server`, async ({ server, open }) => {
    const device = await open(kind);
    const shell = new Shell(device);

    await shell.open();
    await shell.kept();
    device.watch.assertServed();
    await picture(device, `boot-${name}`);

    await server.stop();
    await shell.reload();
    await shell.open("/report");
    await picture(device, `boot-${name}-without-server`);
    device.watch.assertQuiet();

    await server.restart();
    await shell.reload();
    device.watch.assertQuiet();
  });
}

story("the worker keeps all files of the app and none of the server's answers", async ({ open }) => {
  const device = await open();
  const shell = new Shell(device);
  await shell.open();
  await shell.kept();

  const files = await shell.keptFiles();
  for (const kind of [/^\/$/, /\.wasm$/, /\.css$/, /^\/start\.js$/, /^\/manifest\.webmanifest$/]) {
    assert.ok(files.some((path) => kind.test(path)), `${kind} is not among ${files}`);
  }
  await device.page.evaluate(() => fetch("/healthz").then((response) => response.text()));
  const after = await shell.keptFiles();
  assert.deepEqual(after.sort(), files.sort());
  assert.ok(!after.some((path) => path.startsWith("/api") || path === "/healthz"));
});

for (const colorScheme of ["light", "dark"]) {
  story(`an app that cannot load says so in both languages, with what to do (${colorScheme})`, async ({ open }) => {
    const device = await open(PHONE, { serviceWorkers: "block", colorScheme });
    await device.context.route("**/*.wasm", (route) => route.abort());
    await device.page.goto("/");
    const sentence = device.page.locator("#start-up-failed");
    await sentence.waitFor();
    await picture(device, `boot-failed-${colorScheme}`);
    assert.match(await sentence.innerText(), /没能打开。已存本机的内容都还在。[\s\S]*It could not open\./);
    await assertAccessible(device.page);

    await device.context.unroute("**/*.wasm");
    await sentence.getByRole("button").click();
    await new Shell(device).started();
  });
}

story("an app that stops in the middle says so, and opens again", async ({ open }) => {
  const device = await open();
  const shell = new Shell(device);
  await shell.open();
  await device.page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  const sentence = device.page.getByRole("alertdialog");
  await sentence.waitFor();
  assert.match(await sentence.innerText(), /已存本机的内容都还在[\s\S]*open it again/);
  await picture(device, "boot-stopped");
  await assertAccessible(device.page);
  await sentence.getByRole("button").click();
  await shell.started();
  assert.equal(await sentence.count(), 0);
});

story("the app can be installed: name, icons and start page are as a browser wants them", async ({ open }) => {
  const device = await open();
  const shell = new Shell(device);
  await shell.open();
  await shell.kept();
  const session = await device.context.newCDPSession(device.page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, "网格闭环");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // Every device of these tests is a private window, in which nothing is installed.
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito"), []);
});
