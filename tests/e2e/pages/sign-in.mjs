// The sign-in page.

export const PASSWORD = "gridloop-demo";

export class SignIn {
  constructor(device) {
    this.device = device;
  }

  get page() {
    return this.device.page;
  }

  /** Signs a demo person in and waits for what they have to do. */
  async as(user) {
    await this.page.goto("/");
    await this.try(user, PASSWORD);
    await this.page.getByRole("navigation").first().waitFor();
    // The first synchronisation is over when the page knows the subdistrict's people and places.
    await this.page.locator(".sync-strip").filter({ hasText: "已全部送达" }).waitFor();
  }

  /** Types and sends, whatever comes of it. */
  async try(user, password) {
    await this.page.getByLabel("用户名").fill(user);
    await this.page.getByLabel("密码").fill(password);
    await this.page.getByRole("button", { name: "登录" }).click();
  }
}
