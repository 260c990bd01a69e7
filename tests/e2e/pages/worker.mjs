// The service worker by itself, on a page without the app, which would act on its own.

export class Worker {
  constructor(device) {
    this.page = device.page;
  }

  /** Registers it and waits until it answers for the page. */
  async install() {
    await this.page.goto("/healthz");
    await this.page.evaluate(() => navigator.serviceWorker.register("/sw.js"));
    await this.#activated();
  }

  /** Looks for a new build; how that ended: `waiting`, or `failed` if the new worker was dropped. */
  lookForNext() {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const found = new Promise((resolve) => registration.addEventListener("updatefound", () => resolve(registration.installing), { once: true }));
      await registration.update();
      const next = await found;
      return new Promise((resolve) => {
        const look = () => {
          if (next.state === "installed") resolve("waiting");
          if (next.state === "redundant") resolve("failed");
        };
        next.addEventListener("statechange", look);
        look();
      });
    });
  }

  /** Asks the waiting build to take over, and waits until it has. */
  async activateNext() {
    await this.page.evaluate(async () => {
      const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      const registration = await navigator.serviceWorker.getRegistration();
      registration.waiting.postMessage({ type: "activate" });
      await changed;
    });
    // It controls the page before it has cleaned up.
    await this.#activated();
  }

  /** A file as the page gets it. */
  read(path) {
    return this.page.evaluate((url) => fetch(url).then((response) => response.text()), path);
  }

  /** How many builds are kept. */
  builds() {
    return this.page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("gridloop-app-")).length);
  }

  async #activated() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  }
}
