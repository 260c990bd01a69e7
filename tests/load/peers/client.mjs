// Drives one peer through the workload, step by step as the load client of ours does, and writes one line of JSON a measurement.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { measured } from "./sockets.mjs";

const { values: options } = parseArgs({
  options: {
    peer: { type: "string" },
    server: { type: "string" },
    workload: { type: "string" },
  },
});
const { Device } = await import(`./${options.peer}.mjs`);
const { size, first, devices, visible, missed } = JSON.parse(readFileSync(options.workload, "utf8"));

const writers = await Promise.all(devices.map(() => Device.open(options.server)));
/** Where each document of each device is, in order. */
const addresses = devices.map(() => []);
say("started", {});
await load(0, first);
await (await firstSync()).close();
await load(first);
const reader = await firstSync();
await nothingNew(reader);
await seen(writers[0], reader);
await reader.close();
await reconnect(writers[0]);
process.exit(0);

/** A line for whoever reads the measurements. */
function say(measure, figures) {
  process.stdout.write(`${JSON.stringify({ measure, ...figures })}\n`);
}

/** Every device sends its documents from one place to another, and then what happened to them, in batches; all devices at once. */
async function load(from, to = Infinity) {
  const parts = devices.map((documents) => documents.slice(from, to));
  await each(parts, "created", async (writer, part, index) => {
    addresses[index].push(...(await writer.create(part.map(({ document }) => document))));
  });
  for (let round = 0; round < size.edits; round += 1) {
    await each(parts, "edited", (writer, part) => writer.edit(part.map((of) => of.edits[round])));
  }
}

async function each(parts, measure, send) {
  const batches = [];
  const figures = await measured(async () => {
    await Promise.all(
      writers.map(async (writer, index) => {
        const part = parts[index];
        for (let at = 0; at < part.length; at += size.batch) {
          const began = process.hrtime.bigint();
          await send(writer, part.slice(at, at + size.batch), index);
          batches.push(Number(process.hrtime.bigint() - began));
        }
      }),
    );
  });
  say(measure, { changes: parts.flat().length, batches, ...figures });
}

/** A device that has nothing gets everything. */
async function firstSync() {
  const all = addresses.flat();
  const device = await Device.open(options.server);
  const figures = await measured(async () => {
    const count = await device.fetch(all);
    if (count !== all.length) throw new Error(`${count} of ${all.length} documents came`);
  });
  say("first_sync", { documents: all.length, ...figures });
  return device;
}

/** A device that has everything asks whether there is more. */
async function nothingNew(device) {
  const enough = Date.now() + size.again_seconds * 1_000;
  for (let count = 0; count < size.again && (count === 0 || Date.now() < enough); count += 1) {
    device.leave();
    const figures = await measured(() => device.comeBack());
    say("nothing_new", { documents: addresses.flat().length, ...figures });
  }
}

/** One device saves, another sees it, while nothing else is going on. */
async function seen(writer, reader) {
  await writer.write([...new Set(visible.map((edit) => edit.id))]);
  await reader.listen();
  const samples = [];
  const figures = await measured(async () => {
    for (const edit of visible) {
      const heard = reader.heard(edit);
      const began = process.hrtime.bigint();
      await writer.save(edit);
      await heard;
      samples.push(Number(process.hrtime.bigint() - began));
      await pause(size.pause_ms);
    }
  });
  say("visible", { samples, ...figures });
}

/** Many devices that were away come back at once. */
async function reconnect(writer) {
  const places = new Map(devices[0].map(({ document }, index) => [document.id, addresses[0][index]]));
  const held = [...new Set(missed.map((edit) => places.get(edit.id)))];
  const away = [];
  for (let count = 0; count < size.reconnecting; count += 1) {
    const device = await Device.open(options.server);
    await device.stand(held);
    device.leave();
    away.push(device);
  }
  for (const edit of missed) await writer.edit([edit]);
  say("prepared", {});
  let behind = 0;
  const figures = await measured(async () => {
    const outcomes = await Promise.all(away.map((device) => device.catchUp(missed)));
    behind = outcomes.reduce((sum, outcome) => sum + outcome.behind, 0);
    return outcomes.map((outcome) => outcome.at).reduce((last, at) => (at > last ? at : last));
  });
  say("reconnected", { devices: away.length, missed: missed.length, behind, ...figures });
}
