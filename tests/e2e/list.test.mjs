// The list of cases: what is found, and the way back to it.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { PASSWORD, SignIn } from "./pages/sign-in.mjs";

story("several words find the cases that have them all, and a case leads back to what was found", async ({ open }) => {
  const device = await open(PHONE);
  await new SignIn(device).as("dudao");
  const { page } = device;
  const cards = page.locator(".window-list .case-card");
  await page.goto("/cases");
  await cards.first().waitFor();
  const fewer = (than) => page.waitForFunction((than) => {
    const row = document.querySelector(".window-list [aria-setsize]");
    const size = Number(row?.getAttribute("aria-setsize"));
    return size > 0 && size < than && size;
  }, than).then((handle) => handle.jsonValue());
  const all = await fewer(Infinity);
  await page.locator("#case-search").fill("五环");
  const ofCommunity = await fewer(all);
  const title = await cards.first().locator(".case-card__title").innerText();
  await page.locator("#case-search").fill(`五环 ${title.slice(0, 3)}`);
  await fewer(ofCommunity);
  const found = await cards.allInnerTexts();
  const address = page.url();

  await cards.first().click();
  await new CasePage(device).story().waitFor();
  const steps = await page.evaluate(() => history.length);
  await page.getByRole("link", { name: "返回" }).click();
  await page.waitForURL(address);
  assert.equal(await page.evaluate(() => history.length), steps, "back is back, and no step more");
  await cards.first().waitFor();
  assert.deepEqual(await cards.allInnerTexts(), found);
  await page.locator("#case-search").fill("五环 没有这样的事件");
  await page.getByText("没有符合条件的事件").or(page.locator(".empty")).first().waitFor();
  device.watch.assertQuiet();
});

story("the list and its figures are whole before the cases themselves have come", async ({ server, open }) => {
  while (!server.log.some((line) => line.includes("packs made"))) await fetch(`${server.url}/healthz`);
  const device = await open(DESK);
  const { page } = device;
  // Of what is packed the rows come, and the cases do not.
  const asked = [];
  await device.context.route("**/api/v1/sync/packs/*", (route) => {
    asked.push(route.request().url());
    return asked.length === 1 ? route.continue() : undefined;
  });
  await page.goto("/");
  await new SignIn(device).try("dudao", PASSWORD);
  await page.getByRole("navigation").getByRole("link", { name: /事件/ }).click();
  await page.locator(".sync-strip").filter({ hasText: "正在取回事件，已有 1,500 件" }).waitFor({ timeout: 30_000 });
  await page.waitForFunction(() => {
    const numbers = [...document.querySelectorAll(".stat__number")].map((number) => number.textContent);
    return numbers.length > 0 && numbers.every((number) => /^[0-9,]+$/.test(number));
  });
  await page.locator(".window-list .case-card").first().waitFor();
  assert.equal(asked.length, 2, "the rows, and the first of the cases");
}, { server: { args: ["--demo-cases", "1500"] } });
