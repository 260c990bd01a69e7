// The form by which a case is reported.

export class Report {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  async open() {
    await this.page.goto("/report");
    await this.description().waitFor();
  }

  description() {
    return this.page.getByLabel("情况", { exact: false });
  }

  photos() {
    return this.page.locator("#photos .photo-tile img");
  }

  /** Adds photos as the camera would hand them over. `files`: JPEG buffers. */
  async photograph(...files) {
    const before = await this.photos().count();
    const list = files.map((buffer, at) => ({ name: `photo-${at}.jpg`, mimeType: "image/jpeg", buffer }));
    await this.page.locator("#photos input[type=file]").first().setInputFiles(list);
    await this.photos().nth(before + files.length - 1).waitFor();
  }

  /** Finds a category by two characters of its name. */
  async category(query) {
    await this.page.locator("#category").click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill(query);
    await dialog.locator("fieldset label").filter({ hasText: query }).first().click();
  }

  async community(name) {
    const select = this.page.locator("#community");
    const value = await select.locator("option").filter({ hasText: name }).first().getAttribute("value");
    await select.selectOption(value);
  }

  async grid(at) {
    await this.page.locator("#grid").selectOption({ index: at });
  }

  /** Fills in what is required. */
  async fill({ description, category = "垃圾", community = "五环", photos = [] }) {
    if (photos.length > 0) await this.photograph(...photos);
    await this.category(category);
    await this.community(community);
    await this.grid(1);
    await this.description().fill(description);
  }

  /** Waits until the form on the disk holds these words, or holds them no more. */
  async draftHolds(words, wanted = true) {
    // `waitForFunction` takes the promise of an asynchronous question for its answer.
    await this.page.evaluate(async ([words, wanted]) => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const deadline = performance.now() + 15_000;
      for (let held = !wanted; held !== wanted; ) {
        if (performance.now() > deadline) throw new Error(`the form on the disk ${wanted ? "does not hold" : "holds"} ${words}`);
        await new Promise(requestAnimationFrame);
        held = false;
        for (const { name } of await indexedDB.databases()) {
          const database = await done(indexedDB.open(name));
          if (database.objectStoreNames.contains("drafts")) {
            const kept = await done(database.transaction("drafts").objectStore("drafts").getAll());
            held ||= kept.some((bytes) => new TextDecoder().decode(bytes).includes(words));
          }
          database.close();
        }
      }
    }, [words, wanted]);
  }

  /** The form is read from the disk, and what follows from who fills it in is on the page. */
  async read() {
    await this.page.waitForFunction(() => document.querySelector("#community")?.value);
  }

  async save() {
    await this.page.getByRole("button", { name: "保存" }).click();
  }

  /** It is safe on this phone. */
  async saved() {
    await this.page.locator(".receipt").waitFor();
  }
}
