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
const workload = JSON.parse(readFileSync(options.workload, "utf8"));
const { devices, first, batch, edits, again, again_seconds: seconds, samples, pause_ms: idle, reconnecting, missed } = workload;

const writers = await Promise.all(devices.map(() => Device.open(options.server)));
const addresses = devices.map(() => []);
say("started", {});
await load(0, first);
await (await firstSync()).close();
await load(first);
const reader = await firstSync();
await nothingNew(reader);
await visible(writers[0], reader);
await reader.close();
await reconnect();
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
  for (let round = 0; round < edits; round += 1) {
    await each(parts, "edited", (writer, part) => writer.edit(part.map((of) => of.edits[round])));
  }
}

async function each(parts, measure, send) {
  const batches = [];
  const figures = await measured(async () => {
    await Promise.all(
      writers.map(async (writer, index) => {
        const part = parts[index];
        for (let at = 0; at < part.length; at += batch) {
          const began = process.hrtime.bigint();
          await send(writer, part.slice(at, at + batch), index);
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
  let device;
  const figures = await measured(async () => {
    device = await Device.open(options.server);
    const count = await device.fetch(all);
    if (count !== all.length) throw new Error(`${count} of ${all.length} documents came`);
  });
  say("first_sync", { documents: all.length, ...figures });
  return device;
}

/** A device that has everything asks whether there is more. */
async function nothingNew(device) {
  const until = Date.now() + seconds * 1_000;
  for (let count = 0; count < again && (count === 0 || Date.now() < until); count += 1) {
    device.leave();
    say("nothing_new", { documents: addresses.flat().length, ...(await measured(() => device.comeBack())) });
  }
}

/** One device saves, another sees it, while nothing else is going on. */
async function visible(writer, reader) {
  const edits = further("visible", samples);
  await writer.write([...new Set(edits.map((edit) => edit.id))]);
  await reader.listen();
  const times = [];
  const figures = await measured(async () => {
    for (const edit of edits) {
      const heard = reader.heard(edit);
      const began = process.hrtime.bigint();
      await writer.save(edit);
      await heard;
      times.push(Number(process.hrtime.bigint() - began));
      await pause(idle);
    }
  });
  say("visible", { samples: times, ...figures });
}

/** Many devices that were away come back at once. */
async function reconnect() {
  const edits = further("missed", missed);
  const held = addresses[0].slice(0, missed);
  const away = [];
  for (let count = 0; count < reconnecting; count += 1) {
    const device = await Device.open(options.server);
    await device.stand(held);
    device.leave();
    away.push(device);
  }
  await writers[0].edit(edits);
  const figures = await measured(async () => {
    await Promise.all(away.map((device) => device.catchUp(edits)));
  });
  say("reconnected", { devices: reconnecting, missed, ...figures });
}

/** So many further steps, one after the other on the first device's documents. */
function further(why, count) {
  return Array.from({ length: count }, (_, index) => {
    const { document, edits: known } = devices[0][index % devices[0].length];
    return { id: document.id, step: `${why}-${index}`, content: known[0].content };
  });
}
