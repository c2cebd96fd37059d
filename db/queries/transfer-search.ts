import { and, eq, gte, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type EntityKind,
  entityKind,
  type Transfer,
  type TransferState,
  transferState,
  transfers,
} from "@/db/schema/transfers";

/** What is looked for. No kinds, no states: of every one. */
export type TransferSearch = {
  kinds: readonly EntityKind[];
  states: readonly TransferState[];
  /** Below zero or not: Rackbeat's credit notes are invoices with a sign. */
  sign: "credit" | "charge" | null;
  /** Of the document. The list of a period is in the order of these dates. */
  from: string | null;
  to: string | null;
  /** Null where nothing was typed. */
  words: SearchWords | null;
};

/** What was typed may be any of these. */
export type SearchWords = {
  /** Rackbeat's number or its beginning, in each of these spellings. */
  number: { spellings: readonly string[]; isWhole: boolean };
  /** In the smallest unit of whichever currency, without its sign. */
  amount: { from: number; to: number } | null;
  /** Names as they stand, or, where too many match, the part that they have in common. */
  parties: { names: readonly string[] } | { part: string };
};

/** A row's place in the list: the moment or the date that it is sorted by, and its id. */
export type ListPlace = { sorted: string; id: string };

type ListRequest = TransferSearch & {
  installationId: string;
  /** The row before the first of this part. */
  before: ListPlace | null;
  /** The last row of this part. */
  until: ListPlace | null;
  limit: number;
};

/** Comes after every other, in the byte order in which numbers are searched. */
const LAST_CHARACTER = "\u{10FFFF}";

/** So many of the list's first rows are looked through for what most of them may be. */
const NEAR = 150;

/**
 * A part of the list: newest first, or by the document's date where a period is asked for. Its cost goes by `limit`
 * and by how many the words find, not by how many transfers there are: each way of asking has an index in its order.
 */
export async function searchTransfers(db: Database, request: ListRequest): Promise<Transfer[]> {
  const { words, kinds, states, sign } = request;
  const list = (ids: SQL) => listByIds(db, ids, request);
  if (words && "names" in words.parties) {
    return list(idsAmong(hitsOf(conditionsOf(words), request), request));
  }
  if (words || isDated(request)) {
    const wanted = and(isOfPairs(request), words ? or(...conditionsOf(words)) : undefined);
    if (!wanted) return list(idsInOrder(request));
    const near = await list(idsNear(wanted, request));
    return near.length === request.limit ? near : list(idsAnywhere(wanted, request));
  }
  if (sign === "credit") return list(idsAmong(hitsOf([isOfSign(sign)], request), request));
  return list(kinds.length + states.length > 0 ? idsOfPairs(request) : idsInOrder(request));
}

/** Where the transfer stands in the list; moments of ours are whole milliseconds, so none is cut off. */
export function placeInList(transfer: Transfer, search: Pick<TransferSearch, "from" | "to">) {
  const { id, documentDate, requestedAt } = transfer;
  return { sorted: (isDated(search) && documentDate) || requestedAt.toISOString(), id };
}

/**
 * Names of parties that contain the part, at most `limit`. Goes from name to name, not from transfer to transfer: a
 * party has many documents.
 */
export async function listMatchingParties(
  db: Database,
  { installationId, part, limit }: { installationId: string; part: string; limit: number },
): Promise<string[]> {
  const named = sql`select ${transfers.partyName} from ${transfers}
    where ${transfers.installationId} = ${installationId} and ${transfers.partyName} is not null`;
  const first = sql`order by ${transfers.partyName} limit 1`;
  const matching = sql`
    with recursive parties(name) as (
      (${named} ${first})
      union all
      select (${named} and ${transfers.partyName} > parties.name ${first})
      from parties where parties.name is not null
    )
    select parties.name from parties where parties.name ilike ${containing(part)} limit ${limit}`;
  const rows = await db
    .select({ name: sql<string>`matching.name` })
    .from(sql`(${matching}) as matching`);
  return rows.map(({ name }) => name);
}

/** By the ids alone, all of them of the installation: named once more, it would tempt the planner to another index. */
async function listByIds(db: Database, ids: SQL, request: ListRequest): Promise<Transfer[]> {
  return db
    .select()
    .from(transfers)
    .where(sql`${transfers.id} = any(array(${ids}))`)
    .orderBy(...inOrder(request));
}

/** Along the index that is in the order of the list. */
function idsInOrder(request: ListRequest, limit = request.limit): SQL {
  return sql`select ${transfers.id} from ${transfers}
    where ${and(isOwn(request), isWithin(request))} ${orderBy(request)} limit ${limit}`;
}

/** Of what comes first in the list: enough where most of it is wanted. */
function idsNear(wanted: SQL, request: ListRequest): SQL {
  return sql`select ${transfers.id} from ${transfers}
    where ${transfers.id} = any(array(${idsInOrder(request, NEAR)})) and ${wanted}
    ${orderBy(request)} limit ${request.limit}`;
}

/** Of all of it: little is wanted, so that the planner may find that first and sort it. */
function idsAnywhere(wanted: SQL, request: ListRequest): SQL {
  return sql`select ${transfers.id} from ${transfers}
    where ${and(isOwn(request), isWithin(request), wanted)}
    ${orderBy(request)} limit ${request.limit}`;
}

/** Along the index of each state and kind, no further than may be needed; then the first of all these. */
function idsOfPairs(request: ListRequest): SQL {
  const states = arrayOf(request.states.length > 0 ? request.states : transferState.enumValues);
  const kinds = arrayOf(request.kinds.length > 0 ? request.kinds : entityKind.enumValues);
  return sql`select found.id
    from unnest(${states}::transfer_state[]) as one(state)
    cross join unnest(${kinds}::entity_kind[]) as other(kind)
    cross join lateral (
      select ${transfers.id}, ${transfers.requestedAt} from ${transfers}
      where ${and(isOwn(request), isWithin(request))}
        and ${transfers.state} = one.state and ${transfers.kind} = other.kind
      ${orderBy(request)} limit ${request.limit}
    ) as found
    order by found.requested_at desc, found.id desc limit ${request.limit}`;
}

/** Of what an index has found in no order of ours. Set apart, so that it is that index which finds them. */
function idsAmong(hits: SQL, request: ListRequest): SQL {
  return sql`with hits as materialized (${hits})
    select ${transfers.id} from hits as transfers
    where ${and(isWithin(request), isOfPairs(request)) ?? sql`true`}
    ${orderBy(request)} limit ${request.limit}`;
}

/** By the index of each condition: of a number, an amount, a party. */
function hitsOf(conditions: readonly SQL[], request: ListRequest): SQL {
  const selects = conditions.map(
    (hit) => sql`select ${transfers.id}, ${transfers.state}, ${transfers.kind},
      ${transfers.requestedAt}, ${transfers.documentDate}, ${transfers.totalMinor}
      from ${transfers} where ${and(isOwn(request), hit)}`,
  );
  return sql.join(selects, sql` union `);
}

function conditionsOf({ number, amount, parties }: SearchWords): SQL[] {
  const spellings = number.spellings.map((spelling) =>
    number.isWhole
      ? sql`${transfers.rackbeatKey} = ${spelling}`
      : sql`(${transfers.rackbeatKey} ~>=~ ${spelling}
          and ${transfers.rackbeatKey} ~<~ ${spelling + LAST_CHARACTER})`,
  );
  const { from, to } = amount ?? {};
  const amounts = amount
    ? [
        sql`${transfers.totalMinor} between ${from} and ${to}`,
        sql`${transfers.totalMinor} between -${to}::bigint and -${from}::bigint`,
      ]
    : [];
  return [...spellings, ...amounts, partyCondition(parties)];
}

function partyCondition(parties: SearchWords["parties"]): SQL {
  return "names" in parties
    ? sql`${transfers.partyName} = any(${arrayOf(parties.names)}::text[])`
    : sql`${transfers.partyName} ilike ${containing(parties.part)}`;
}

function isOwn({ installationId }: ListRequest) {
  return eq(transfers.installationId, installationId);
}

/** Of the period, the sign and the part of the list. */
function isWithin(request: ListRequest) {
  const { from, to, sign, before, until } = request;
  const place = isDated(request)
    ? sql`(${transfers.documentDate}, ${transfers.id})`
    : sql`(${transfers.requestedAt}, ${transfers.id})`;
  const type = isDated(request) ? sql`date` : sql`timestamptz`;
  const at = ({ sorted, id }: ListPlace) => sql`(${sorted}::${type}, ${id}::uuid)`;
  return and(
    isDated(request) ? isNotNull(transfers.documentDate) : undefined,
    from === null ? undefined : gte(transfers.documentDate, from),
    to === null ? undefined : lte(transfers.documentDate, to),
    sign === null ? undefined : isOfSign(sign),
    before ? sql`${place} < ${at(before)}` : undefined,
    until ? sql`${place} >= ${at(until)}` : undefined,
  );
}

function isOfPairs({ states, kinds }: ListRequest) {
  return and(
    states.length > 0 ? inArray(transfers.state, [...states]) : undefined,
    kinds.length > 0 ? inArray(transfers.kind, [...kinds]) : undefined,
  );
}

function isOfSign(sign: "credit" | "charge"): SQL {
  return sign === "credit"
    ? lt(transfers.totalMinor, 0)
    : sql`coalesce(${transfers.totalMinor}, 0) >= 0`;
}

function isDated({ from, to }: Pick<TransferSearch, "from" | "to">): boolean {
  return from !== null || to !== null;
}

function inOrder(request: ListRequest): SQL[] {
  const sorted = isDated(request) ? transfers.documentDate : transfers.requestedAt;
  return [sql`${sorted} desc`, sql`${transfers.id} desc`];
}

function orderBy(request: ListRequest): SQL {
  return sql`order by ${sql.join(inOrder(request), sql`, `)}`;
}

function arrayOf(values: readonly string[]): SQL {
  const each = values.map((value) => sql`${value}`);
  return sql`array[${sql.join(each, sql`, `)}]`;
}

/** The part anywhere, in small or capital letters; what it has of LIKE's own signs is meant as it stands. */
function containing(part: string): string {
  return `%${part.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
