import { z } from "zod";
import { created, type FikenApp, type FikenContext, readBody, requireQuery, rowOf } from "./http";
import { balanceOf } from "./ledger";
import { listOf } from "./lists";
import type { BankAccount } from "./records";
import { badRequest, notFound } from "./refusal";
import { type BankAccountRequest, bankAccountRequest } from "./request-schemas";
import type { Books } from "./world";

/** The chart of accounts, its balances, and the bank accounts. */
export function accountRoutes(api: FikenApp): void {
  api.get("/accounts", (c) => listOf(c, accountsOf(c), accountResult));
  api.get("/accounts/:accountCode", (c) => c.json(accountResult(accountOf(c))));
  api.get("/accountBalances", (c) => {
    const day = dayAsked(c);
    return listOf(c, accountsOf(c), (account) => withBalance(c, account, day));
  });
  api.get("/accountBalances/:accountCode", (c) =>
    c.json(withBalance(c, accountOf(c), dayAsked(c))),
  );
  api.get("/bankAccounts", (c) =>
    listOf(c, c.get("books").bankAccounts.values(), (account) => account, {
      flag: { inactive: ({ inactive }) => inactive },
    }),
  );
  api.post("/bankAccounts", async (c) => {
    const account = createBankAccount(c.get("books"), await readBody(c, bankAccountRequest));
    return created(c, `bankAccounts/${account.bankAccountId}`);
  });
  api.get("/bankAccounts/:bankAccountId{\\d+}", (c) =>
    c.json(rowOf(c, c.get("books").bankAccounts, "bankAccountId", "Bankkontoen")),
  );
}

export function createBankAccount(books: Books, request: BankAccountRequest): BankAccount {
  if (request.type === "normal" && !/^\d{11}$/.test(request.bankAccountNumber)) {
    throw badRequest("Kontonummeret må ha 11 siffer");
  }
  if (request.foreignService && request.type !== "foreign") {
    throw badRequest("foreignService gjelder bare utenlandske kontoer");
  }
  books.lastNumber.bank += 1;
  const accountCode = `1920:${books.lastNumber.bank}`;
  const account = { ...request, bankAccountId: books.world.nextId(), accountCode };
  books.bankAccounts.set(account.bankAccountId, account);
  books.chart.set(accountCode, request.name);
  return account;
}

type Account = [code: string, name: string];

function accountsOf(c: FikenContext): Account[] {
  const from = c.req.query("fromAccount");
  const to = c.req.query("toAccount");
  const ranges = c.req.query("range")?.split(",").map(rangeOf);
  return [...c.get("books").chart]
    .filter(([code]) => from === undefined || code.slice(0, 4) >= from)
    .filter(([code]) => to === undefined || code.slice(0, 4) <= to)
    .filter(([code]) => !ranges || ranges.some(([low, high]) => isWithin(code, low, high)))
    .toSorted(([a], [b]) => a.localeCompare(b));
}

function rangeOf(text: string): [low: string, high: string] {
  const [low = "", high = low] = text.trim().split("-");
  if (!/^\d{4}$/.test(low) || !/^\d{4}$/.test(high)) throw badRequest(`Ugyldig range: ${text}`);
  return [low, high];
}

function isWithin(code: string, low: string, high: string): boolean {
  return code.slice(0, 4) >= low && code.slice(0, 4) <= high;
}

function accountResult([code, name]: Account): { code: string; name: string } {
  return { code, name };
}

function withBalance(c: FikenContext, account: Account, day: string): unknown {
  return { ...accountResult(account), balance: balanceOf(c.get("books"), account[0], day) };
}

function accountOf(c: FikenContext): Account {
  const code = c.req.param("accountCode") ?? "";
  const name = c.get("books").chart.get(code);
  if (name === undefined) throw notFound(`Konto ${code}`);
  return [code, name];
}

function dayAsked(c: FikenContext): string {
  const day = requireQuery(c, "date");
  if (!z.iso.date().safeParse(day).success) throw badRequest(`Ugyldig dato: ${day}`);
  return day;
}
