import type { MappingSide } from "@/db/schema/mappings";
import { vatCodeOf } from "./vat-codes";
import type { Voucher, VoucherLine } from "./voucher";

/** The control account of each side; every customer and supplier has a sub-account of its own in Fiken. */
const LEDGERS = { sales: "1500", purchase: "2400" } as const satisfies Record<MappingSide, string>;

type Amounts = {
  /** In the smallest unit of the voucher's currency; one of the two is 0. */
  debitMinor: number;
  creditMinor: number;
};

/** One row of a voucher (*bilag*) as a bookkeeper reads it. */
export type VoucherEntry = Amounts & {
  kind: "ledger" | "line" | "vat";
  /** Null: Fiken chooses it, and its chart does not tell which. */
  account: string | null;
  accountName: string | null;
  text: string | null;
  vatType: string | null;
  vatCode: string | null;
  /** Of a VAT entry: what it is reckoned from, less than nothing on a credit note. */
  baseMinor: number | null;
  /** Fiken reckons VAT that the line does not carry. */
  reckoned: "self_assessed" | "import_basis" | null;
  /** Which of the voucher's lines, counted from 1. */
  line: number | null;
  /** On the control account: whose sub-account Fiken posts it to. Null on the sub-account itself, which names them. */
  party: { number: string; name: string | null } | null;
};

/** The sub-account of a customer or supplier, and the name that it goes by in Fiken. */
export type PartyLedger = { account: string; name: string };

export type VoucherEntries = Amounts & { side: MappingSide; entries: VoucherEntry[] };

export type EntryNames = {
  /** The chart of accounts: name by code. */
  accounts: ReadonlyMap<string, string>;
  /** Null where Fiken has none of theirs yet, or was not asked. */
  ledger: PartyLedger | null;
  partyName: string | null;
};

/**
 * The voucher as rows of account, debit and credit: the party's ledger account, each line, and the VAT of each type.
 * Debit and credit are equal, since the lines sum to the gross amount. Rows of nothing are left out.
 */
export function entriesOf(voucher: Voucher, names: EntryNames): VoucherEntries {
  const side = sideOf(voucher);
  // A sale is credited and the customer owes it; a purchase is the other way round.
  const lineSide = side === "sales" ? -1 : 1;
  const lines: readonly VoucherLine[] = voucher.lines;
  const entries = [
    ledgerEntry(voucher, names, -lineSide),
    ...lines.map((line, index) => lineEntry(side, line, index, names, lineSide)),
    ...vatTypesOf(lines).map((type) => vatEntry(side, type, lines, names, lineSide)),
  ].filter(({ debitMinor, creditMinor }) => debitMinor !== 0 || creditMinor !== 0);
  return {
    side,
    entries,
    debitMinor: entries.reduce((sum, { debitMinor }) => sum + debitMinor, 0),
    creditMinor: entries.reduce((sum, { creditMinor }) => sum + creditMinor, 0),
  };
}

export function sideOf({ kind }: Pick<Voucher, "kind">): MappingSide {
  return kind === "customer_invoice" || kind === "customer_credit_note" ? "sales" : "purchase";
}

const BARE = {
  vatType: null,
  vatCode: null,
  baseMinor: null,
  reckoned: null,
  line: null,
  party: null,
} as const;

function ledgerEntry(
  voucher: Voucher,
  { accounts, ledger, partyName }: EntryNames,
  direction: number,
): VoucherEntry {
  const account = LEDGERS[sideOf(voucher)];
  const number = "customerNumber" in voucher ? voucher.customerNumber : voucher.supplierNumber;
  const entry: VoucherEntry = {
    ...BARE,
    kind: "ledger",
    account,
    accountName: accounts.get(account) ?? null,
    text: null,
    party: { number, name: partyName },
    ...amountsOf(direction * voucher.grossMinor),
  };
  return ledger ? onSubAccount(entry, ledger) : entry;
}

/** As Fiken writes it: `1500:10001` with the contact's name, below it the control account's. */
export function onSubAccount<Entry extends Omit<VoucherEntry, keyof Amounts>>(
  entry: Entry,
  { account, name }: PartyLedger,
): Entry {
  return { ...entry, account, accountName: name, text: entry.accountName, party: null };
}

function lineEntry(
  side: MappingSide,
  { account, description, vatType, netMinor }: VoucherLine,
  index: number,
  { accounts }: EntryNames,
  direction: number,
): VoucherEntry {
  return {
    ...BARE,
    kind: "line",
    account,
    accountName: nameOf(accounts, account),
    text: description,
    vatType,
    vatCode: vatCodeOf(side, vatType),
    reckoned: reckonedOf(vatType),
    line: index + 1,
    ...amountsOf(direction * netMinor),
  };
}

/** One row per VAT type, as Fiken posts them, with the sum that it is reckoned from. */
function vatEntry(
  side: MappingSide,
  vatType: string,
  lines: readonly VoucherLine[],
  { accounts }: EntryNames,
  direction: number,
): VoucherEntry {
  const taxed = lines.filter((line) => line.vatType === vatType);
  const account = vatAccountOf(side, vatType, accounts);
  return {
    ...BARE,
    kind: "vat",
    account,
    accountName: account && nameOf(accounts, account),
    text: null,
    vatType,
    vatCode: vatCodeOf(side, vatType),
    baseMinor: taxed.reduce((sum, { netMinor }) => sum + netMinor, 0),
    ...amountsOf(direction * taxed.reduce((sum, { vatMinor }) => sum + vatMinor, 0)),
  };
}

function vatTypesOf(lines: readonly VoucherLine[]): string[] {
  return [...new Set(lines.map(({ vatType }) => vatType))];
}

function amountsOf(signedMinor: number): Amounts {
  return { debitMinor: Math.max(signedMinor, 0), creditMinor: Math.max(-signedMinor, 0) };
}

/** A sub-account that is not in the chart, as of a bank, goes by the name of its main account. */
function nameOf(accounts: ReadonlyMap<string, string>, account: string): string | null {
  return accounts.get(account) ?? accounts.get(account.slice(0, 4)) ?? null;
}

const RATE_WORDS: Partial<Record<string, RegExp>> = {
  HIGH: /høy/i,
  MEDIUM: /middels/i,
  LOW: /\blav/i,
};
const SIDE_WORDS: Record<MappingSide, RegExp> = { sales: /utgående/i, purchase: /inngående/i };
/** VAT accounts of other cases, which name the same rates. */
const OTHER_CASES = /utland|import|innførsel|omvendt|råfisk|klimakvote|gull/i;

/** Fiken does not publish where it posts VAT: the one account that its chart names so, or null. */
function vatAccountOf(
  side: MappingSide,
  vatType: string,
  accounts: ReadonlyMap<string, string>,
): string | null {
  const rate = RATE_WORDS[vatType];
  if (!rate) return null;
  const named = [...accounts].filter(
    ([code, name]) =>
      code.startsWith("27") &&
      SIDE_WORDS[side].test(name) &&
      rate.test(name) &&
      !OTHER_CASES.test(name),
  );
  const [only, ...others] = named;
  return only && others.length === 0 ? only[0] : null;
}

function reckonedOf(vatType: string): VoucherEntry["reckoned"] {
  if (vatType.includes("_FOREIGN_SERVICE_")) return "self_assessed";
  return vatType.endsWith("_BASIS") ? "import_basis" : null;
}
