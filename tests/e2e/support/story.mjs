// A test with its own server and browser. When it fails, what every device showed and what the server wrote is kept in results/.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { Device, launch } from "./browser.mjs";
import { root, Server } from "./server.mjs";

const RESULTS = join(root, "tests/e2e/results");

/** `tell({ server, open })`: `open(kind, options)` takes a new device in hand. */
export function story(name, tell, { server: serverOptions } = {}) {
  test(name, async () => {
    const server = await Server.start(serverOptions);
    const browser = await launch();
    const devices = [];
    const open = async (kind, options) => {
      const device = await Device.open(browser, server, kind, options);
      devices.push(device);
      return device;
    };
    try {
      await tell({ server, open });
    } catch (error) {
      await keep(name, devices, server);
      throw error;
    } finally {
      await browser.close();
      await server.remove();
    }
  });
}

// The pictures of the README, by the name under which a story takes them.
const SHOWN = {
  "looks-phone-wangge-home-light": "home-phone",
  "report-filled": "report-phone",
  "conflict-phone": "case-phone",
  "looks-desk-dudao-case-light": "desk",
};

/** A picture for people to look at; no test depends on it. */
export async function picture(device, name) {
  await mkdir(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name}.png`);
  await device.page.screenshot({ path });
  if (process.env.GRIDLOOP_SCREENSHOTS && SHOWN[name]) await copyFile(path, join(root, `docs/screenshots/${SHOWN[name]}.png`));
}

async function keep(name, devices, server) {
  await mkdir(RESULTS, { recursive: true });
  const file = name.replace(/[^\p{L}\p{N}]+/gu, "-");
  await writeFile(join(RESULTS, `${file}.server.log`), server.log.join("\n"));
  for (const [at, device] of devices.entries()) {
    await writeFile(join(RESULTS, `${file}.${at}.console.txt`), [...device.watch.errors, ...device.watch.away].join("\n"));
    // The page may be what broke.
    await device.page.screenshot({ path: join(RESULTS, `${file}.${at}.png`), timeout: 5_000 }).catch(() => {});
  }
}
