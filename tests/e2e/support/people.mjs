// People at their devices, and what most stories begin with.
import { CasePage } from "../pages/case.mjs";
import { Report } from "../pages/report.mjs";
import { SignIn } from "../pages/sign-in.mjs";

/** A new device on which somebody has signed in. */
export async function signedIn(open, kind, user) {
  const device = await open(kind);
  await new SignIn(device).as(user);
  return device;
}

/** Records a case and opens its page there; gives the page. */
export async function recorded(device, words) {
  const report = new Report(device);
  await report.open();
  await report.fill(words);
  await report.save();
  await report.saved();
  await device.page.getByRole("link", { name: "查看这件事" }).click();
  const page = new CasePage(device);
  await page.story().waitFor();
  return page;
}
