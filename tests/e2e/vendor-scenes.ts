import { STAFF } from "@/tests/system/system";
import type { Stage } from "./stage";

const PLACES = ["months", "agreements", "operations", "take-over", "audit", "movements"] as const;

/** The vendor's dashboard, in a window of its own. Its books are those of `seedVendorBooks`. */
export async function playVendorScenes({
  system: { appUrl },
  page,
  seePage,
}: Pick<Stage, "system" | "page" | "seePage">): Promise<void> {
  await page.goto(`${appUrl}/vendor`);
  await seePage("vendor-sign-in");
  await page.goto(`${appUrl}/vendor`);
  await page.getByRole("button", { name: "Logg inn" }).click();
  await page.getByLabel("E-mail").fill(STAFF.email);
  await page.getByLabel("Password").fill(STAFF.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("table").first().waitFor();
  await seePage("vendor-overview");
  for (const place of PLACES) {
    await page.goto(`${appUrl}/vendor/${place}`);
    await seePage(`vendor-${place}`);
  }
  const links = page.getByRole("main").getByRole("rowheader").getByRole("link");
  await page.goto(`${appUrl}/vendor/agreements`);
  await links.first().click();
  await page.getByRole("definition").first().waitFor();
  await seePage("vendor-agreement");
  await page.goto(`${appUrl}/vendor/months`);
  await links.last().click();
  await page.getByRole("table", { name: "Linjer" }).waitFor();
  const month = page.url();
  await seePage("vendor-month-open");
  await page.goto(month);
  await page.getByLabel(/lukker .* for godt/).check();
  await page.getByRole("button", { name: /^Lukk / }).click();
  await page.getByText(`av ${STAFF.email}`).waitFor();
  await seePage("vendor-month-closed");
}
