import type { ImportChoices, ImportKind } from "@/db/schema/imports";
import type { ShownForm } from "./import-form";
import { KINDS } from "./import-state";

/** Choices under way: what is still to be chosen is null. */
export type Draft = Pick<
  ImportChoices,
  "kinds" | "includeInactive" | "paymentTermsByDays" | "groupByAccount"
> & {
  openingStock: { location: number | null; date: string } | null;
  customer: Open<NonNullable<ImportChoices["customer"]>>;
  supplier: Open<NonNullable<ImportChoices["supplier"]>>;
  product: Open<NonNullable<ImportChoices["product"]>>;
};
type Open<Choices> = { [Field in keyof Choices]: Choices[Field] | null };

/** What the form begins with: what was chosen last, else what is proposed. */
export function draftOf({ proposed, chosen }: Pick<ShownForm, "proposed" | "chosen">): Draft {
  const { kinds, includeInactive, openingStock, ...choices } = chosen ?? proposed;
  const party = { group: null, paymentTerms: null, vatZone: "domestic" };
  return {
    ...{ kinds, includeInactive, openingStock },
    customer: choices.customer ?? proposed.customer ?? { ...party, layout: null },
    supplier: choices.supplier ?? proposed.supplier ?? party,
    product: choices.product ?? proposed.product ?? { group: null, unit: null },
    paymentTermsByDays: choices.paymentTermsByDays,
    groupByAccount: choices.groupByAccount,
  };
}

/** What is sent; null while something that has to be chosen is not. */
export function choicesOf(draft: Draft): ImportChoices | null {
  const { openingStock, customer, supplier, product, kinds, ...others } = draft;
  const isOn = (kind: ImportKind) => kinds.includes(kind);
  const chosen = {
    customer: isOn("customer") ? partyChoices(customer) : null,
    supplier: isOn("supplier") ? partyChoices(supplier) : null,
    product:
      isOn("product") && product.group !== null ? { ...product, group: product.group } : null,
  };
  const stock = isOn("product") ? stockChoices(openingStock) : "none";
  if (kinds.length === 0 || kinds.some((kind) => chosen[kind] === null) || !stock) return null;
  return {
    ...{ ...others, ...chosen, kinds: KINDS.filter(isOn) },
    openingStock: stock === "none" ? null : stock,
  };
}

function stockChoices(
  stock: Draft["openingStock"],
): NonNullable<ImportChoices["openingStock"]> | "none" | null {
  if (stock === null) return "none";
  const { location, date } = stock;
  return location === null || date === "" ? null : { location, date };
}

function partyChoices<Choices extends Draft["customer"] | Draft["supplier"]>(choices: Choices) {
  const { group, paymentTerms, vatZone } = choices;
  if (group === null || paymentTerms === null || vatZone === null) return null;
  return { ...choices, group, paymentTerms, vatZone };
}
