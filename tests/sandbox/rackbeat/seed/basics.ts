import type { Agreement } from "../world/agreement";

const TERMS = [
  ["Netto 14 dager", 14, "net"],
  ["Netto 30 dager", 30, "net"],
  ["Kontant", 0, "cash"],
  ["Løpende måned + 30", 30, "end_of_month"],
] as const;

const CURRENCIES = { NOK: 1, EUR: 11.7425, SEK: 1.0214, DKK: 1.5736, USD: 10.8731, GBP: 13.6248 };

/** What Rackbeat has made for an agreement before the first product is typed in. */
export function seedBasics(agreement: Agreement, createdAt: Date): void {
  const dated = { created_at: createdAt, updated_at: createdAt };
  TERMS.forEach(([name, maturity_days, type], at) => {
    agreement.paymentTerms.insert({
      ...{ number: at + 1, name, description: null, maturity_days, type },
      ...dated,
    });
  });
  const named = (names: string[]) => names.map((name, at) => ({ number: at + 1, name, ...dated }));
  for (const row of named(["stk", "sett", "meter", "time", "kg", "pakke"]))
    agreement.units.insert(row);
  for (const row of named(["Standard faktura", "Engelsk faktura"])) agreement.layouts.insert(row);
  for (const row of named(["Bedrift", "Privat", "Utland"])) agreement.customerGroups.insert(row);
  for (const row of named(["Varer", "Tjenester"])) agreement.supplierGroups.insert(row);
  for (const row of named(["Hovedlager", "Butikk"])) {
    agreement.locations.insert({ ...row, is_default: row.number === 1, parent_id: null });
  }
  for (const [code, rate] of Object.entries(CURRENCIES)) {
    agreement.currencies.insert({ number: code, rate, ...dated });
  }
  agreement.employees.insert({
    ...{ number: 1, name: agreement.userName, initials: "SJ", locale: "nb" },
    contact_email: agreement.userEmail,
    ...dated,
  });
  agreement.settings.set("base_currency", { value: agreement.baseCurrency, type: "string" });
  agreement.settings.set("default_vat_zone", { value: "domestic", type: "string" });
  agreement.settings.set("locale", { value: "nb", type: "string" });
}
