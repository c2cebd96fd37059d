import type { FieldChange } from "@/db/schema/imports";
import { organization } from "@/lib/bookkeeping/contact/contact-match";
import { countryCodeOf } from "@/lib/bookkeeping/contact/country";
import { Exact } from "@/lib/money";

export type FieldValue = string | number | boolean | null;

/**
 * What Fiken has otherwise than Rackbeat, field by field as Rackbeat spells them. What Fiken lacks is no difference,
 * and neither is spelling: case of an e-mail address, spaces of a telephone number, "NO" for Norge.
 */
export function changesBetween(
  before: Record<string, FieldValue>,
  after: Record<string, FieldValue>,
): FieldChange[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const shown = before[field] ?? null;
    if (value === null || comparable(field, shown) === comparable(field, value)) return [];
    return [{ field, before: shown, after: value }];
  });
}

/** Of the changes those that take nothing away. */
export function fillingOf(changes: readonly FieldChange[]): FieldChange[] {
  return changes.filter(({ before }) => before === null);
}

function comparable(field: string, value: FieldValue): string {
  const text = String(value ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
  switch (field) {
    case "company_vat":
      return organization(text);
    case "contact_email":
      return text.toLowerCase();
    case "contact_phone":
      return text.replaceAll(/\s/g, "");
    case "address_country":
      return countryCodeOf(text) ?? text;
    case "sales_price":
      return text === "" ? "" : new Exact(text).toFixed();
    default:
      return text;
  }
}
