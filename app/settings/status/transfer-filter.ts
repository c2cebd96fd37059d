import type { StateGroup } from "./overview";
import type { KINDS } from "./transfer-row";

/** What of the transfers is shown; a part that says nothing restricts nothing. */
export type TransferFilter = {
  /** A number or its beginning, a part of a party's name, or an amount. */
  text: string;
  kind: (typeof KINDS)[number] | null;
  group: StateGroup | null;
  /** Dates of documents, both included. */
  from: string | null;
  to: string | null;
};

export const NO_FILTER: TransferFilter = {
  text: "",
  kind: null,
  group: null,
  from: null,
  to: null,
};

export function isFiltered(filter: TransferFilter): boolean {
  return Object.values(filter).some(Boolean);
}

/** As a query string, without what says nothing. */
export function paramsOf(filter: TransferFilter): URLSearchParams {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(said);
}
