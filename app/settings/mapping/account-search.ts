export type Account = { code: string; name: string; isNotDeducted?: boolean };

/** "3000 Salgsinntekt": as the picker shows the account, and as people name it. */
export function textOf(account: Account | null): string {
  return account ? `${account.code} ${account.name}`.trim() : "";
}

/** Accounts whose number begins with a typed one and whose name holds every typed word, in any case and order. */
export function searchAccounts(accounts: readonly Account[], typed: string): Account[] {
  const words = typed.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
  return accounts.filter(({ code, name }) => {
    const named = name.toLocaleLowerCase("nb");
    return words.every((word) => (/^\d/.test(word) ? code.startsWith(word) : named.includes(word)));
  });
}
