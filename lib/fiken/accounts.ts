import { getPage, type Page, type Send } from "./calls";
import {
  accountSchema,
  bankAccountSchema,
  type FikenAccount,
  type FikenBankAccount,
} from "./schemas/accounts";

export function createAccountCalls(send: Send, company: string) {
  return {
    /** The current year's chart. `range` as Fiken writes it: "3000-3999, 4300". */
    listAccounts: (page: number, range?: string): Promise<Page<FikenAccount>> =>
      getPage(send, `${company}/accounts`, accountSchema, page, { range }),

    listBankAccounts: (page: number): Promise<Page<FikenBankAccount>> =>
      getPage(send, `${company}/bankAccounts`, bankAccountSchema, page),
  };
}
