import { inNok, requireCurrency } from "./currencies";
import type { BookedLine } from "./records";
import { badRequest, Refusal } from "./refusal";
import type { OrderLine } from "./request-schemas";
import { type Direction, requirePair, requireVatAmount } from "./vat-rules";
import type { Books } from "./world";

/** Checks the lines of a sale or purchase as Fiken does when it books them, and values them in øre of NOK. */
export function bookLines(
  books: Books,
  direction: Direction,
  lines: OrderLine[],
  currency: string,
): BookedLine[] {
  requireCurrency(currency);
  return lines.map((line) => {
    if (line.projectId !== undefined) throw projectsNotBought();
    if (line.account === undefined) throw badRequest("'account' er påkrevd på alle linjer");
    requirePair(books, direction, line.account, line.vatType);
    const amounts = amountsOf(direction, line, currency);
    if (amounts.netPrice < 0 && books.world.settings.negativeSales === "refuse") {
      throw badRequest("Beløpet på en linje kan ikke være negativt");
    }
    return { ...line, ...amounts, account: line.account };
  });
}

function amountsOf(
  direction: Direction,
  line: OrderLine,
  currency: string,
): { netPrice: number; vat: number } {
  const { netPrice, vat = 0, netPriceInCurrency, vatInCurrency = 0, vatType } = line;
  if (currency === "NOK") {
    if (netPriceInCurrency !== undefined || line.vatInCurrency !== undefined) {
      throw badRequest("netPriceInCurrency og vatInCurrency gjelder bare annen valuta enn NOK");
    }
    if (netPrice === undefined) throw badRequest("'netPrice' er påkrevd for linjer i NOK");
    requireVatAmount(direction, vatType, netPrice, vat);
    return { netPrice, vat };
  }
  if (netPriceInCurrency === undefined) {
    throw badRequest(`'netPriceInCurrency' er påkrevd for linjer i ${currency}`);
  }
  if (direction === "purchase" && vatType === "HIGH" && vatInCurrency !== 0) {
    throw badRequest("vatType HIGH kan ikke brukes med vatInCurrency på kjøp i utenlandsk valuta");
  }
  requireVatAmount(direction, vatType, netPriceInCurrency, vatInCurrency);
  return {
    netPrice: netPrice ?? inNok(netPriceInCurrency, currency),
    vat: line.vat ?? inNok(vatInCurrency, currency),
  };
}

/** 402: the project module is bought separately, and no company here has it. */
export function projectsNotBought(): Refusal {
  return new Refusal(402, "Foretaket har ikke prosjektmodulen");
}

/** Net and VAT in øre of NOK. */
export function sumOf(lines: BookedLine[]): { net: number; vat: number; gross: number } {
  const net = lines.reduce((sum, line) => sum + line.netPrice, 0);
  const vat = lines.reduce((sum, line) => sum + line.vat, 0);
  return { net, vat, gross: net + vat };
}

/** What the document comes to in its own currency. */
export function grossInCurrency(lines: BookedLine[]): number {
  return lines.reduce(
    (sum, line) => sum + (line.netPriceInCurrency ?? 0) + (line.vatInCurrency ?? 0),
    0,
  );
}

/** The phantom field, as strictly as the settings say. */
export function requirePaid(books: Books, paid: boolean | undefined): void {
  const { strictPaid } = books.world.settings;
  if (strictPaid === "refuse" && paid !== undefined) throw badRequest("Unrecognized field 'paid'");
  if (strictPaid === "require" && paid === undefined) throw badRequest("'paid' er påkrevd");
}
