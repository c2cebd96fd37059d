import type { Database } from "@/db/client";
import {
  type ListPlace,
  listMatchingParties,
  placeInList,
  type SearchWords,
  searchTransfers,
  type TransferSearch,
} from "@/db/queries/transfer-search";
import type { Transfer } from "@/db/schema/transfers";
import { readAmount } from "./typed-amount";

/** Beyond so many, a name is no name but a part of most: the newest that have it are soon found. */
const MOST_PARTIES = 50;
/** A shorter beginning of a number says too little: it is taken as the whole. */
const SHORTEST_BEGINNING = 3;

type Asked = Omit<TransferSearch, "words"> & {
  installationId: string;
  /** As typed: a number or its beginning, a part of a party's name, or an amount. */
  text: string;
  before: ListPlace | null;
  until: ListPlace | null;
  limit: number;
};

export type FoundTransfers = {
  transfers: Transfer[];
  /** Where the list goes on; null at its end, or at the end of the part. */
  next: ListPlace | null;
};

/** A part of the list of transfers, as a person looks for them. */
export async function findTransfers(
  db: Database,
  { text, limit, ...asked }: Asked,
): Promise<FoundTransfers> {
  const words = await wordsOf(db, { installationId: asked.installationId, text: text.trim() });
  const rows = await searchTransfers(db, { ...asked, words, limit: limit + 1 });
  const transfers = rows.slice(0, limit);
  const last = transfers.at(-1);
  return { transfers, next: rows.length > limit && last ? placeInList(last, asked) : null };
}

async function wordsOf(
  db: Database,
  { installationId, text }: { installationId: string; text: string },
): Promise<SearchWords | null> {
  if (text === "") return null;
  const limit = MOST_PARTIES + 1;
  const names = await listMatchingParties(db, { installationId, part: text, limit });
  return {
    number: {
      spellings: [...new Set([text, text.toUpperCase(), text.toLowerCase()])],
      isWhole: text.length < SHORTEST_BEGINNING,
    },
    amount: readAmount(text),
    parties: names.length < limit ? { names } : { part: text },
  };
}
