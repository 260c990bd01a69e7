// The supervisor's page of what waits for a decision.

export class HeldPage {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  /** The way there, with the number of what waits. */
  link() {
    return this.page.getByRole("navigation").getByRole("link", { name: /待裁定/ });
  }

  async open() {
    await this.link().click();
    await this.cards().first().or(this.page.locator("main .empty")).waitFor();
  }

  cards() {
    return this.page.locator(".held");
  }

  /** The card that holds these words. */
  card(words) {
    return this.cards().filter({ hasText: words });
  }

  /** Presses one of the two on a card and gives the sheet. */
  async begin(words, name) {
    await this.card(words).getByRole("button", { name, exact: true }).click();
    return this.page.getByRole("dialog");
  }

  /** Decides; what is said to the author only goes with a refusal. */
  async decide(words, name, said) {
    const sheet = await this.begin(words, name);
    if (said) await sheet.getByLabel("给本人的话").fill(said);
    await sheet.getByRole("button", { name, exact: true }).click();
    await sheet.waitFor({ state: "hidden" });
  }
}
