// The page of one case.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

export class CasePage {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  async open(id) {
    await this.page.goto(`/cases/${id}`);
    await this.story().waitFor();
  }

  /** Which case is open. */
  id() {
    return new URL(this.page.url()).pathname.split("/").pop();
  }

  story() {
    return this.page.locator(".timeline");
  }

  state() {
    return this.page.locator(".case-head .badge").first();
  }

  /** Waits until the case stands at this stage, by its word. */
  async stands(word) {
    await this.state().filter({ hasText: word }).waitFor();
  }

  /** Why it came back to be done anew. */
  cameBack() {
    return this.page.locator(".notice--warn");
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Opens the form of a step and gives the sheet that it stands in. */
  async begin(name) {
    const more = this.page.getByRole("button", { name: "更多" });
    await this.button(name).or(more).first().waitFor();
    if ((await this.button(name).count()) === 0) {
      await more.click();
      await this.page.getByRole("menuitem", { name, exact: true }).click();
    } else {
      await this.button(name).first().click();
    }
    return this.page.getByRole("dialog");
  }

  /** Corrects a field, by its name. */
  async correct(field, value) {
    await this.page.getByRole("button", { name: `更正${field}` }).click();
    const sheet = this.page.getByRole("dialog");
    await sheet.getByRole("textbox").fill(value);
    await sheet.getByRole("button", { name: "保存" }).click();
    await sheet.waitFor({ state: "hidden" });
  }

  /** The choice between two values of a field. */
  contested(field) {
    return this.page.locator(".conflict").filter({ hasText: `两人离线修改了同一处：${field}` });
  }

  async choose(field, value) {
    await this.contested(field).getByRole("radio", { name: value }).check({ force: true });
    await this.contested(field).getByRole("button", { name: "采用所选" }).click();
  }

  /** What has happened, a line a step, as a person reads it; without times, which are each device's own. */
  async steps() {
    const items = await this.story().locator(".timeline__act").allInnerTexts();
    return items.map((text) => text.replace(/\s+/g, " ").trim());
  }

  /** Waits until the story reads like this, or has gone on beyond it. */
  async tells(steps) {
    await this.page.waitForFunction((steps) => {
      const acts = [...document.querySelectorAll(".timeline .timeline__act")];
      const told = acts.map((act) => act.innerText.replace(/\s+/g, " ").trim());
      return told.length > steps.length || JSON.stringify(told) === JSON.stringify(steps);
    }, steps);
  }

  /** Waits until other devices tell the same story as this one: what one does on opening a page arrives a moment later. */
  async tellsTheSame(...others) {
    const pages = [this, ...others];
    for (let round = 0; round < 5; round += 1) {
      const told = await Promise.all(pages.map((page) => page.steps()));
      if (told.every((steps) => isDeepStrictEqual(steps, told[0]))) return;
      const longest = told.reduce((one, other) => (other.length > one.length ? other : one));
      await Promise.all(pages.map((page) => page.tells(longest)));
    }
    for (const other of others) assert.deepEqual(await other.steps(), await this.steps());
  }
}
