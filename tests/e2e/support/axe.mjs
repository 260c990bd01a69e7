// axe-core on a page: what people who cannot see, or cannot use a mouse, would stumble over (WCAG 2.2, levels A and AA).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with a line for every rule that the page breaks. */
export async function assertAccessible(page) {
  // Evaluated, not added as a script: the page's Content-Security-Policy stays as it is.
  await page.evaluate(source);
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), LEVELS);
  const lines = violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(lines, []);
}
