import { expect, type Page } from "@playwright/test";
import type { FikenSandbox } from "@/tests/sandbox/fiken/server";

/** Fiken's own screens: its login, and the books of one company. */
export async function acceptAtFiken(page: Page, company: string): Promise<void> {
  await expect(page.getByRole("heading", { name: /Vil du gi appen/ })).toBeVisible();
  await page.getByRole("checkbox", { name: company }).check();
  await page.getByRole("button", { name: "Godta" }).click();
}

export async function openBooks(page: Page, fiken: FikenSandbox, company: string): Promise<void> {
  await page.goto(fiken.url);
  await page.getByRole("link", { name: company }).click();
  await expect(page.getByRole("heading", { name: company, level: 1 })).toBeVisible();
}

/** The row of a document, as a person looks for it: by its number and what it is called there. */
export function bookedRow(page: Page, number: number, status: "Bokført" | "Kladd") {
  return page
    .getByRole("row")
    .filter({ has: page.getByRole("cell", { name: String(number), exact: true }) })
    .filter({ has: page.getByRole("cell", { name: status, exact: true }) });
}

type Posting = { account: string; vatCode: string; debit: string; credit: string };

/** The postings of the voucher whose heading says this. */
export async function postingsOf(page: Page, heading: string): Promise<Posting[]> {
  const rows = await page.getByRole("row").all();
  const postings: Posting[] = [];
  let isInside = false;
  for (const row of rows) {
    const cells = (await row.getByRole("cell").allInnerTexts()).map((text) => text.trim());
    if (cells.length === 1) isInside = cells[0]?.includes(heading) ?? false;
    else if (isInside) {
      const [, account = "", vatCode = "", debit = "", credit = ""] = cells;
      postings.push({ account, vatCode, debit, credit });
    }
  }
  return postings;
}
