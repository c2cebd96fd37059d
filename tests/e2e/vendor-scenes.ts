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
  const firstOf = (list: string) =>
    page
      .goto(`${appUrl}/vendor/${list}`)
      .then(() =>
        page
          .getByRole("main")
          .getByRole("rowheader")
          .getByRole("link")
          .first()
          .getAttribute("href"),
      );
  const agreement = await firstOf("agreements");
  await page.goto(`${appUrl}${agreement}`);
  await seePage("vendor-agreement");
  const month = await firstOf("months");
  await page.goto(`${appUrl}${month}`);
  await seePage("vendor-month-open");
  await page.goto(`${appUrl}${month}`);
  await page.getByLabel(/lukker .* for godt/).check();
  await page.getByRole("button", { name: /^Lukk / }).click();
  await page.getByText(`av ${STAFF.email}`).waitFor();
  await seePage("vendor-month-closed");
}
