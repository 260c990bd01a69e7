// A tab is killed at any moment while somebody records: what was said to be saved is there, once.
import assert from "node:assert/strict";
import { DESK, PHONE } from "./support/browser.mjs";
import { photographs } from "./support/photo.mjs";
import { story } from "./support/story.mjs";
import { Report } from "./pages/report.mjs";
import { SignIn } from "./pages/sign-in.mjs";

/** How often: `cargo xtask faults tab` says another number. */
const ROUNDS = Number(process.env.GRIDLOOP_FAULTS_ROUNDS ?? 12);
const SEED = Number(process.env.GRIDLOOP_FAULTS_SEED ?? 6);
/** Milliseconds after the button was pressed, or the last word was written, in which the tab dies. */
const SOON = 250;

/** The same seed, the same moments (Mulberry32). */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In how many rows of the device's list these words stand, as it is on the disk. */
async function listed(device, words) {
  return device.page.evaluate(async (words) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    let count = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      if (database.objectStoreNames.contains("rows")) {
        const rows = await done(database.transaction("rows").objectStore("rows").getAll());
        count += rows.filter((bytes) => new TextDecoder().decode(bytes).includes(words)).length;
      }
      database.close();
    }
    return count;
  }, words);
}

story("whatever was said to be saved when the tab was killed is there, once, on the phone and on the server", async ({ open }) => {
  const roll = dice(SEED);
  const phone = await open(PHONE);
  let said = false;
  await phone.context.exposeBinding("saidSaved", () => {
    said = true;
  });
  await phone.context.addInitScript(() => {
    const look = () => {
      if (document.querySelector(".receipt")) window.saidSaved();
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await new SignIn(phone).as("wangge");
  const photos = await photographs(4);
  const reports = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const words = `第${round}轮记的，种子${SEED}。`;
    await phone.context.setOffline(roll() < 0.5);
    const report = new Report(phone);
    await report.open();
    await report.read();
    said = false;
    // What was not saved the last time is in the form again, with its photo.
    const has = (await report.photos().count()) > 0;
    const wants = roll() < 0.4;
    await report.fill({ description: words, photos: wants && !has ? [photos[round % photos.length]] : [] });
    if (roll() < 0.8) await report.save();
    // This is the moment at which it dies.
    await new Promise((resolve) => setTimeout(resolve, roll() ** 2 * SOON));
    await phone.crash();
    reports.push({ words, said });
    await phone.page.goto("/cases");
    await phone.page.locator(".sync-strip").waitFor();
    const there = await listed(phone, words);
    assert.ok(there <= 1, `${words} is there ${there} times`);
    assert.ok(there === 1 || !said, `${words} was said to be saved, and is not there`);
  }
  const saved = reports.filter((report) => report.said).length;
  console.log(`${ROUNDS} kills: ${saved} reports were said to be saved`);
  assert.ok(ROUNDS < 10 || (saved > 0 && saved < ROUNDS), `${saved} of ${ROUNDS}: the moments are not mixed`);

  await phone.context.setOffline(false);
  await phone.page.goto("/cases");
  const all = (device) => device.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor({ timeout: 60_000 });
  await all(phone);
  const desk = await open(DESK);
  await new SignIn(desk).as("dudao");
  await all(desk);
  for (const { words, said } of reports) {
    const [here, there] = [await listed(phone, words), await listed(desk, words)];
    assert.equal(there, here, `${words}: ${here} on the phone, ${there} on the desk`);
    assert.ok(here === 1 || (here === 0 && !said), `${words} is there ${here} times`);
  }
});
