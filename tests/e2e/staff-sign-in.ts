import type { Page } from "@playwright/test";
import type { IssuerUser } from "@/tests/system/issuer";

/** As one of the vendor's people does it: from the dashboard to the vendor's own login, and back. */
export async function signIn(
  page: Page,
  appUrl: string,
  { email, password }: IssuerUser,
): Promise<void> {
  await page.goto(`${appUrl}/vendor`);
  await page.getByRole("button", { name: "Logg inn" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}
