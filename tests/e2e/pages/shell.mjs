// What stands around every page: the start-up screen, the worker that keeps the app.

export class Shell {
  constructor(device) {
    this.page = device.page;
  }

  /** Opens an address and waits until the app has taken over. */
  async open(path = "/") {
    await this.page.goto(path);
    await this.started();
  }

  /** Loads the same address again. */
  async reload() {
    await this.page.reload();
    await this.started();
  }

  /** The start-up screen is gone and a page stands in its place. */
  async started() {
    await this.page.locator("#start-up").waitFor({ state: "detached" });
    await this.page.locator("main").waitFor();
  }

  /** The worker has taken every file and answers for this page from now on. */
  async kept() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  }

  /** The addresses that the worker keeps. */
  keptFiles() {
    return this.page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("gridloop-app-"));
      const opened = await Promise.all(names.map((name) => caches.open(name)));
      const keys = await Promise.all(opened.map((cache) => cache.keys()));
      return keys.flat().map((request) => new URL(request.url).pathname);
    });
  }
}
