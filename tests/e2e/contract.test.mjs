// What every store of the app promises, held against the browser's own IndexedDB. Memory is held against it by cargo.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { root } from "./support/server.mjs";

const folder = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "contract");
const PAGE = `<!doctype html><title>contract</title><script type="module">
  import init, { run } from "./contract.js";
  await init({ module_or_path: "./contract_bg.wasm" });
  window.outcomes = await run();
</script>`;

const browser = await launch();
after(() => browser.close());

test("IndexedDB keeps the contract of the store", async () => {
  const context = await browser.newContext();
  // No server: the page and its two files come from the folder.
  await context.route("http://localhost/**", (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    return name === "" ? route.fulfill({ contentType: "text/html", body: PAGE }) : route.fulfill({ path: join(folder, name) });
  });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto("http://localhost/");
  await page.waitForFunction(() => window.outcomes, null, { timeout: 60_000 });
  const outcomes = await page.evaluate(() => window.outcomes);
  assert.ok(outcomes.length >= 10, `${outcomes.length} promises`);
  assert.deepEqual(outcomes.filter(([, broken]) => broken !== ""), []);
  assert.deepEqual(errors, []);
});
