// A desk that is worked without a mouse.
import assert from "node:assert/strict";
import { DESK } from "./support/browser.mjs";
import { picture, story } from "./support/story.mjs";
import { CasePage } from "./pages/case.mjs";
import { SignIn } from "./pages/sign-in.mjs";

story("a supervisor finds, accepts and dispatches a case by keys alone", async ({ open }) => {
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  const { page } = desk;
  const onDesk = new CasePage(desk);
  await page.goto("/cases?stage=reported");
  await page.locator(".case-card").first().waitFor();

  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("不予受理").waitFor();
  await picture(desk, "keyboard-help");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  // With no case open there is nothing to accept, neither now nor later.
  await page.keyboard.press("a");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await onDesk.story().waitFor();
  const first = onDesk.id();
  await onDesk.stands("已上报");
  // Nor is anything done to the open case while the eye is on another.
  await page.keyboard.press("j");
  await page.locator(`.window-list a:focus:not([href$="${first}"])`).waitFor();
  await page.keyboard.press("a");
  await page.keyboard.press("k");
  await page.locator(`.window-list a:focus[href$="${first}"]`).waitFor();
  await onDesk.stands("已上报");
  await page.keyboard.press("a");
  await onDesk.stands("已受理");

  await page.keyboard.press("d");
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("派给").waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await onDesk.stands("已受理");
  await page.keyboard.press("d");
  await sheet.getByLabel("派给").waitFor();
  await sheet.getByLabel("派给").selectOption({ label: "派出所" });
  await sheet.getByRole("button", { name: "派遣" }).focus();
  await page.keyboard.press("Enter");
  await onDesk.stands("已派遣");

  // Back to the list as it was filtered.
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/cases\?stage=reported$/);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "case-search");
  // In a field the letters are letters.
  await page.keyboard.type("ajd?");
  assert.equal(await page.locator("#case-search").inputValue(), "ajd?");
  // From the search into what it found.
  await page.locator("#case-search").fill("五环");
  await page.waitForURL(/q=/);
  await page.keyboard.press("Enter");
  await page.locator('.window-list [data-index="0"] a:focus').waitFor();
  desk.watch.assertQuiet();
});
