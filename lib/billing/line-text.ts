import { fromMinor } from "@/lib/money";
import type { BillingLine } from "./line";

/** The languages of the vendor's invoices. */
export type InvoiceLanguage = "da" | "en";

type Worded = Pick<
  BillingLine,
  "kind" | "serviceMonth" | "from" | "to" | "days" | "daysInMonth" | "priceMinor"
>;

/** Made once: making one takes longer than all the rest of a line. */
const MONTHS: Record<InvoiceLanguage, Intl.DateTimeFormat> = {
  da: monthFormat("da-DK"),
  en: monthFormat("en-GB"),
};

const WORDS: Record<
  InvoiceLanguage,
  {
    subscription: string;
    correction: string;
    byDays: (days: number, of: number, price: string) => string;
  }
> = {
  da: {
    subscription: "Fiken for Rackbeat, abonnement",
    correction: "Fiken for Rackbeat, regulering af",
    byDays: (days, of, price) => `${days} af ${of} dage à ${price} kr. pr. måned`,
  },
  en: {
    subscription: "Fiken for Rackbeat, subscription",
    correction: "Fiken for Rackbeat, adjustment of",
    byDays: (days, of, price) => `${days} of ${of} days at DKK ${price} a month`,
  },
};

/** What stands on the invoice: "Fiken for Rackbeat, abonnement marts 2026". */
export function lineText(line: Worded, language: InvoiceLanguage): string {
  const { subscription, correction, byDays } = WORDS[language];
  const month = monthName(line.serviceMonth, language);
  if (line.kind === "correction") return `${correction} ${month}`;
  if (line.days === line.daysInMonth) return `${subscription} ${month}`;
  const price = language === "da" ? danish(line.priceMinor) : fromMinor(line.priceMinor);
  const share = byDays(line.days, line.daysInMonth, price);
  return `${subscription} ${period(line, language)} (${share})`;
}

function monthFormat(region: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(region, { month: "long", year: "numeric", timeZone: "UTC" });
}

function monthName(month: string, language: InvoiceLanguage): string {
  return MONTHS[language].format(new Date(`${month}-01T00:00:00Z`));
}

/** "9. marts – 31. marts 2026" is needlessly long: the days lie within one month. */
function period({ from, to, serviceMonth }: Worded, language: InvoiceLanguage): string {
  const [first, last] = [Number(from.slice(8)), Number(to.slice(8))];
  const month = monthName(serviceMonth, language);
  const dot = language === "da" ? "." : "";
  return first === last ? `${first}${dot} ${month}` : `${first}${dot}–${last}${dot} ${month}`;
}

function danish(minor: number): string {
  return fromMinor(minor).replace(".", ",");
}
