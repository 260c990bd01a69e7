// How a new build of the app reaches a device that has an older one.
import assert from "node:assert/strict";
import { story } from "./support/story.mjs";
import { Release } from "./support/release.mjs";
import { Worker } from "./pages/worker.mjs";

const release = await Release.copy();
process.on("exit", () => release.remove());

story(
  "a new build waits until it is asked for, and only what changed is loaded",
  async ({ server, open }) => {
    const device = await open();
    const worker = new Worker(device);
    await worker.install();

    await release.next("start.js", "\n// the next build\n");
    const before = device.watch.requests.length;
    assert.equal(await worker.lookForNext(), "waiting");
    const loaded = device.watch.requests.slice(before).map((url) => new URL(url).pathname);
    assert.deepEqual(loaded.filter((path) => path !== "/sw.js"), ["/start.js"]);
    assert.doesNotMatch(await worker.read("/start.js"), /the next build/);

    await worker.activateNext();
    assert.match(await worker.read("/start.js"), /the next build/);
    assert.equal(await worker.builds(), 1);

    await server.stop();
    assert.match(await worker.read("/start.js"), /the next build/);
    device.watch.assertQuiet();
  },
  { server: { app: release.folder } },
);

story(
  "a half-published build is not taken, and the one before goes on",
  async ({ server, open }) => {
    const device = await open();
    const worker = new Worker(device);
    await worker.install();

    await release.halfPublished("start.js");
    assert.equal(await worker.lookForNext(), "failed");
    await server.stop();
    assert.match(await worker.read("/start.js"), /import/);
  },
  { server: { app: release.folder } },
);
