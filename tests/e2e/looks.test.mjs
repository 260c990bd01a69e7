// Every page, on a phone and on a desk, in light and dark, in both languages, with nothing and with thousands: nothing sticks
// out, nothing breaks the rules of accessibility. The pictures are for people to look at.
import assert from "node:assert/strict";
import { assertAccessible } from "./support/axe.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { picture, story } from "./support/story.mjs";
import { SignIn } from "./pages/sign-in.mjs";

const KINDS = [["phone", PHONE], ["desk", DESK]];
const WEARS = [["light", "zh-CN"], ["dark", "en"]];

/** Wears a theme and a language as the person's own settings would. */
async function wear(device, theme, lang) {
  await device.page.evaluate(([theme, lang]) => {
    localStorage.setItem("gridloop.theme", theme);
    localStorage.setItem("gridloop.lang", lang);
  }, [theme, lang]);
}

async function look(device, name) {
  const { page } = device;
  // A page that comes in with a movement is half transparent on the way.
  await page.waitForFunction(() => document.getAnimations().every((it) => it.playState !== "running" || it.effect.getTiming().iterations === Infinity));
  await picture(device, `looks-${name}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
  await assertAccessible(page);
}

async function firstCase(page) {
  await page.goto("/cases");
  const first = page.locator(".case-card").first();
  await first.waitFor();
  await first.click();
  await page.locator(".timeline").waitFor();
}

const PAGES = [
  ["home", (page) => page.goto("/").then(() => page.locator("main h1, main h2").first().waitFor())],
  ["report", (page) => page.goto("/report").then(() => page.locator("#description, textarea").first().waitFor())],
  ["cases", (page) => page.goto("/cases").then(() => page.locator(".case-card").first().waitFor())],
  ["case", firstCase],
  ["me", (page) => page.goto("/me").then(() => page.locator("main section").first().waitFor())],
  ["delivery", (page) => page.goto("/me/delivery").then(() => page.locator("main .empty, main section").first().waitFor())],
];

for (const [kind, form] of KINDS) {
  for (const user of ["wangge", "dudao"]) {
    story(`${user}'s pages on a ${kind} with three thousand cases`, async ({ open }) => {
      const device = await open(form);
      await new SignIn(device).as(user);
      for (const [theme, lang] of WEARS) {
        await wear(device, theme, lang);
        for (const [name, go] of PAGES) {
          await go(device.page);
          await look(device, `${kind}-${user}-${name}-${theme}`);
        }
      }
      device.watch.assertServed();
    }, { server: { args: ["--demo-cases", "3000"] } });
  }

  story(`the sign-in page and pages without a case on a ${kind}`, async ({ open }) => {
    const device = await open(form);
    await device.page.goto("/");
    await device.page.getByLabel("用户名").waitFor();
    for (const [theme, lang] of WEARS) {
      await wear(device, theme, lang);
      await device.page.reload();
      await device.page.locator("input[type=password]").waitFor();
      await look(device, `${kind}-sign-in-${theme}`);
    }
    await wear(device, "light", "zh-CN");
    await new SignIn(device).as("dudao");
    for (const path of ["/", "/cases"]) {
      await device.page.goto(path);
      await device.page.locator(".empty").first().waitFor();
      await look(device, `${kind}-empty${path.replace("/", "-")}`);
    }
  }, { server: { args: ["--demo-cases", "0"] } });
}
