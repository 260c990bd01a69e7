// The administrator's page of people and devices.

export class PeoplePage {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  /** Opens the page at somebody. */
  async open(name) {
    await this.page.goto("/people");
    await this.page.getByRole("searchbox", { name: "按姓名查找" }).fill(name);
    await this.person(name).locator("summary").click();
  }

  person(name) {
    return this.page.locator(".person-entry").filter({ hasText: name });
  }

  /** Takes all roles from somebody whose entry is open. */
  async takeRoles(name) {
    const sheet = await this.changeRoles(name);
    const remove = sheet.getByRole("button", { name: /^去掉/ });
    for (let left = await remove.count(); left > 0; left -= 1) await remove.first().click();
    await sheet.getByRole("button", { name: "保存" }).click();
    await this.page.getByRole("button", { name: "去掉并保存" }).click();
    await sheet.waitFor({ state: "hidden" });
  }

  async changeRoles(name) {
    await this.person(name).getByRole("button", { name: "调整职责" }).click();
    return this.page.getByRole("dialog");
  }

  async save(sheet) {
    await sheet.getByRole("button", { name: "保存" }).click();
    await sheet.waitFor({ state: "hidden" });
  }

  /** Revokes the newest device in use of somebody whose entry is open. */
  async revoke(name) {
    await this.person(name).getByRole("button", { name: "停用", exact: true }).first().click();
    const question = this.page.getByRole("dialog");
    await question.getByRole("button", { name: "停用", exact: true }).click();
    await this.person(name).getByText("已停用").waitFor();
  }
}
