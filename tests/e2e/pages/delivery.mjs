// What is on its way to the server and what was not taken, and this device's own page.
import { readFile } from "node:fs/promises";

export class Delivery {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  async open() {
    await this.page.goto("/me/delivery");
    await this.page.locator(".sync-list, .empty").first().waitFor();
  }

  strip(text) {
    return this.page.locator(".sync-strip").filter({ hasText: text });
  }

  /** The act that was not taken, by something that was typed. */
  aside(text) {
    return this.page.locator(".sync-list__item--refused").filter({ hasText: text });
  }

  /** The file that a button offers, as text. */
  async file(button) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    return readFile(await download.path(), "utf8");
  }

  /** Takes a file in on the device's own page; gives what was said of it. */
  async takeIn(text) {
    await this.page.goto("/me");
    const input = this.page.locator("label").filter({ hasText: "导入未送出的内容" }).locator("input");
    await input.setInputFiles({ name: "gridloop.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const said = this.page.locator(".settings__list .notice");
    await said.waitFor();
    return said.innerText();
  }

  /** Breaks the last byte of every change that waits, as a failing memory would: the server refuses such a change. */
  async damage() {
    await this.page.evaluate(async () => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        const outbox = database.transaction("outbox", "readwrite").objectStore("outbox");
        const [keys, rows] = [await done(outbox.getAllKeys()), await done(outbox.getAll())];
        for (const [at, row] of rows.entries()) {
          // The change's bytes end where the name of the field after them begins, behind the one byte of its length.
          const name = new TextDecoder("latin1").decode(row).lastIndexOf("again");
          row[name - 2] ^= 0xff;
          await done(outbox.put(row, keys[at]));
        }
        database.close();
      }
    });
  }
}
