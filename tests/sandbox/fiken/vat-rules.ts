import { badRequest } from "./refusal";
import { PURCHASE_VAT_TYPES, SALES_VAT_TYPES, type VatType } from "./vat-types";
import type { Books } from "./world";

export type Direction = "sale" | "purchase";

const HIGH = ["3000", "3010", "3020", "3061", "3070", "3081", "3090", "3600", "3900"];
const MEDIUM = ["3030", "3040", "3063"];
const LOW = ["3050", "3081", "3090"];
const ZERO_RATED = ["EXEMPT", "EXEMPT_IMPORT_EXPORT", "EXEMPT_REVERSE"];
/** Cost accounts whose VAT is never deductible. */
const NEVER_DEDUCTIBLE = ["7350", "7400", "7740", "7830"];

/** The account as it may be posted to: in the chart, and not a ledger that needs a sub-account. */
export function requireAccount(books: Books, account: string): void {
  if (["1500", "1920", "1960", "2400"].includes(account)) {
    throw badRequest(`Kan ikke opprette konto ${account}`, "html");
  }
  if (!books.hasAccount(account)) throw badRequest(`Kontoen ${account} finnes ikke i kontoplanen`);
}

/** The VAT type by its name as sent, upper case; sales and purchases have different ones. */
export function requireVatType(direction: Direction, name: string): VatType {
  const type = (direction === "sale" ? SALES_VAT_TYPES : PURCHASE_VAT_TYPES)[name];
  if (!type) throw badRequest(`Ugyldig vatType: ${name}`);
  return type;
}

/** Fiken takes a VAT type only on the accounts made for it; its account help lists which. */
export function requirePair(
  books: Books,
  direction: Direction,
  account: string,
  vatType: string,
): void {
  requireAccount(books, account);
  requireVatType(direction, vatType);
  const allowed = direction === "sale" ? salesTypesOf(account) : purchaseTypesOf(account);
  if (!allowed.includes(vatType)) {
    throw badRequest(`Konto ${account} kan ikke brukes med mva-type ${vatType}`, "html");
  }
  if (books.company.vatType === "no" && !typesWithoutRegistration(direction).includes(vatType)) {
    throw badRequest(
      `Foretaket er ikke registrert i Merverdiavgiftsregisteret og kan ikke bruke mva-type ${vatType}`,
    );
  }
}

function salesTypesOf(account: string): string[] {
  if (!/^3/.test(account) || account.endsWith("9")) return ["NONE"];
  if (account.startsWith("31")) return ZERO_RATED;
  if (account.startsWith("32") || account === "3605") return ["OUTSIDE"];
  return [
    ...(HIGH.includes(account) ? ["HIGH"] : []),
    ...(MEDIUM.includes(account) ? ["MEDIUM"] : []),
    ...(LOW.includes(account) ? ["LOW"] : []),
    ...(account === "3900" ? ["EXEMPT", "OUTSIDE", "NONE"] : []),
  ];
}

function purchaseTypesOf(account: string): string[] {
  if (account.startsWith("3")) return [];
  const takesVat = /^(1[0-4]|4|6|7)/.test(account) && !account.endsWith("9");
  if (!takesVat || NEVER_DEDUCTIBLE.includes(account)) return ["NONE"];
  return Object.keys(PURCHASE_VAT_TYPES);
}

function typesWithoutRegistration(direction: Direction): string[] {
  if (direction === "sale") return ["OUTSIDE", "NONE"];
  return ["NONE", ...Object.keys(PURCHASE_VAT_TYPES).filter((name) => name.includes("NONDEDUCT"))];
}

/** The VAT of a line, in øre, must be the net's by the rate, one øre either way. */
export function requireVatAmount(
  direction: Direction,
  vatType: string,
  net: number,
  vat: number,
): void {
  const { basisPoints, direct } = requireVatType(direction, vatType);
  if (net === 0 && vat === 0) throw badRequest("Beløpet på en linje kan ikke være 0");
  if (direct) return;
  if (basisPoints > 0 && vat === 0) {
    throw badRequest(`vatType: ${vatType}, but the VAT-amount is 0`, "message");
  }
  if (basisPoints > 0 && Math.sign(vat) !== Math.sign(net)) {
    throw badRequest(
      `vatType: ${vatType}, but the VAT-amount has another sign than the net amount`,
    );
  }
  if (Math.abs(vat * 10_000 - net * basisPoints) > 10_000) {
    throw badRequest(`Mva-beløpet ${vat} stemmer ikke med netto ${net} og mva-type ${vatType}`);
  }
}
