// Chromium, as a phone or a desk of one person: everything it stores is its own and goes with it.
import { chromium } from "playwright-core";
import { Watch } from "./watch.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export const DESK = { viewport: { width: 1280, height: 800 } };

export function launch() {
  return chromium.launch({ executablePath: process.env.GRIDLOOP_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

export class Device {
  /** A new device that has never seen `server`. `kind`: PHONE or DESK; `options`: more of Playwright's context options. */
  static async open(browser, server, kind = PHONE, options = {}) {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      ...kind,
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const watch = new Watch(context, server.url);
    return new Device(context, await context.newPage(), watch);
  }

  constructor(context, page, watch) {
    this.context = context;
    this.page = page;
    this.watch = watch;
  }

  /** Closes the tab and opens the app in a new one. */
  async reopen(path = "/") {
    await this.page.close();
    this.page = await this.context.newPage();
    await this.page.goto(path);
  }

  /** Kills the tab's process, as a phone short of memory does, and takes a new tab. */
  async crash() {
    const crashed = this.page.waitForEvent("crash");
    const session = await this.context.newCDPSession(this.page);
    // The answer never comes: whoever would give it is dead.
    session.send("Page.crash").catch(() => {});
    await crashed;
    await this.page.close();
    this.page = await this.context.newPage();
  }

  close() {
    return this.context.close();
  }
}
