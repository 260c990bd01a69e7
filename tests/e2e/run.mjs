// Runs every *.test.mjs, or those named on the command line, one after the other; ends with one line that counts. Other words
// on the command line choose the stories that have one of them in their name.
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const named = words.filter((word) => word.endsWith(".mjs")).map((name) => resolve(name));
const chosen = words.filter((word) => !word.endsWith(".mjs"));
const all = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort().map((name) => join(here, name));
const files = named.length > 0 ? named : all;

let passed = 0;
let failed = 0;
// A file is reported as a test of its own when it breaks before its first test; a suite is only a heading.
const counts = (event) => event.details?.type !== "suite" && !(files.includes(event.name) && !event.details?.error);

// A story at full size takes longer.
const patience = Number(process.env.GRIDLOOP_PATIENCE_S ?? 300) * 1_000;
const events = run({ files, concurrency: 1, timeout: patience, testNamePatterns: chosen.length > 0 ? chosen : undefined });
events.on("test:pass", (event) => {
  if (!counts(event)) return;
  if (chosen.length > 0 && event.skip !== undefined) return;
  // A test that did not run has not passed.
  if (event.skip !== undefined || event.todo !== undefined) failed += 1;
  else passed += 1;
});
events.on("test:fail", (event) => {
  if (counts(event)) failed += 1;
});

const report = events.compose(new spec());
report.pipe(process.stdout);
report.on("end", () => {
  if (passed === 0 && failed === 0) {
    console.error(`no tests in ${files.map((file) => basename(file)).join(", ")}`);
    failed = 1;
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});
