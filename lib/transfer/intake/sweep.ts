import type { Database } from "@/db/client";
import {
  findSweep,
  listSweeps,
  saveSweep,
  saveSweepFailure,
  setSweepBack,
} from "@/db/queries/sweeps";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { listRequestedKeys } from "@/db/queries/transfer-lists";
import { requestTransfers } from "@/db/queries/transfers";
import type { Sweep } from "@/db/schema/sweeps";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log";
import type { DrainContext } from "@/lib/transfer/turn/context";
import { openDrain } from "@/lib/transfer/turn/open-drain";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { candidateOf, isMissed } from "./sweep-candidate";
import { isSweptKind, SWEPT_KINDS, type SweptKind } from "./swept-kinds";

/** The time zone of Rackbeat's filter is not documented: read again what may have been missed, and drop what is known. */
const OVERLAP_MS = 3 * 60 * 60_000;

/** How long before its own date a document may have been booked. */
const BOOKED_AHEAD_MS = 60 * 24 * 60 * 60_000;

/** A sweep is due a little early, for a timer's ticks are never quite as far apart as it says. */
const TICK_SLACK_MS = 3 * 60_000;

/** A guard against a server that has no last page. */
const MAX_PAGES = 1_000;

/** Where a sweep has come to, as JSON: the next step of the function goes on there. */
export type SweepPlace = {
  /** What has changed since then is asked for. */
  since: string;
  startedAt: string;
  pass: 1 | 2;
  page: number;
  /** In this pass. */
  requested: number;
};

export type Swept = { next: SweepPlace | null; requested: number };

type Installation = { installationId: string };

/** Which kinds are to be swept now: switched on, and not swept a while ago. None where nothing may be transferred. */
export async function listDueSweeps(
  db: Database,
  { installationId, now = () => new Date() }: Installation & { now?: () => Date },
): Promise<SweptKind[]> {
  const context = await openDrain(db, { installationId, now });
  if (!context) return [];
  const sweeps = new Map((await listSweeps(db, { installationId })).map((one) => [one.kind, one]));
  return Object.keys(SWEPT_KINDS)
    .filter(isSweptKind)
    .filter((kind) => isSwitchedOn(kind, context.settings))
    .filter((kind) => isDue(kind, sweeps.get(kind), now()));
}

function isDue(kind: SweptKind, sweep: Sweep | undefined, now: Date): boolean {
  if (!sweep?.lastRunAt || sweep.lastFailure !== null) return true;
  const everyMs = SWEPT_KINDS[kind].everyMinutes * 60_000;
  return now.getTime() - sweep.lastRunAt.getTime() >= everyMs - TICK_SLACK_MS;
}

/**
 * Looks through what changed in Rackbeat since the last sweep of the kind, for about `budgetMs`, and requests what no
 * webhook has told of. The cursor moves at the end of the list only. A failure is written down and does not stop the
 * other kinds: the next sweep begins at the same cursor.
 */
export async function sweepKind(
  db: Database,
  {
    installationId,
    kind,
    place,
    budgetMs,
    now = () => new Date(),
  }: Installation & {
    kind: SweptKind;
    /** Null begins at the cursor. */
    place: SweepPlace | null;
    budgetMs: number;
    now?: () => Date;
  },
): Promise<Swept> {
  const context = await openDrain(db, { installationId, now });
  if (!context || !isSwitchedOn(kind, context.settings)) return { next: null, requested: 0 };
  const cursorAt = await cursorOf(context, kind);
  const done = { requested: 0 };
  try {
    const from = place ?? beginningAt(cursorAt, now());
    const next = await sweepPages(context, kind, from, { budgetMs, done });
    if (!next) {
      const startedAt = new Date(from.startedAt);
      const since = new Date(from.since);
      await saveSweep(db, {
        ...{ installationId, kind, since, cursorAt: startedAt, lastRunAt: now() },
      });
    }
    return { next, ...done };
  } catch (error) {
    const lastFailure = error instanceof AppError ? error.problem.code : "app.unexpected";
    log.warn({ err: error, installationId, kind }, "sweep failed");
    await saveSweepFailure(db, { installationId, kind, cursorAt, lastFailure });
    return { next: null, ...done };
  }
}

function beginningAt(cursorAt: Date, startedAt: Date): SweepPlace {
  const since = new Date(cursorAt.getTime() - OVERLAP_MS).toISOString();
  return { since, startedAt: startedAt.toISOString(), pass: 1, page: 1, requested: 0 };
}

/** Where to go on; null at the end. `done` counts along, so that a failure does not forget what came before it. */
async function sweepPages(
  context: DrainContext,
  kind: SweptKind,
  from: SweepPlace,
  { budgetMs, done }: { budgetMs: number; done: { requested: number } },
): Promise<SweepPlace | null> {
  const endsAt = context.now().getTime() + budgetMs;
  let place: SweepPlace | null = from;
  do {
    if (place.page > MAX_PAGES) throw new Error(`The list of ${kind} does not end`);
    const { requested, nextPage } = await sweepPage(context, kind, place);
    done.requested += requested;
    place = placeAfter({ ...place, requested: place.requested + requested }, nextPage);
  } while (place && context.now().getTime() < endsAt);
  return place;
}

/**
 * What changes while a long list is read moves to its end, and everything behind it one place forward, past the page
 * that was to show it. So a list of several pages that held something new is read once more.
 */
function placeAfter(place: SweepPlace, nextPage: number | null): SweepPlace | null {
  if (nextPage !== null) return { ...place, page: nextPage };
  const isSure = place.pass === 2 || place.page === 1 || place.requested === 0;
  return isSure ? null : { ...place, pass: 2, page: 1, requested: 0 };
}

async function sweepPage(context: DrainContext, kind: SweptKind, { since, page }: SweepPlace) {
  const { db, installationId, connection, settings, rackbeat } = context;
  const { list, type } = SWEPT_KINDS[kind];
  const { items, nextPage } = await list(rackbeat, { updatedAtFrom: new Date(since), page });
  const candidates = items.flatMap((row) => candidateOf(row) ?? []);
  if (candidates.length < items.length) {
    const unnamed = items.length - candidates.length;
    log.warn({ installationId, kind, page, unnamed }, "rows without a number");
  }
  const asked = await listRequestedKeys(db, {
    installationId,
    connectionId: connection.id,
    kind,
    keys: candidates.map(({ number }) => number),
  });
  const missed = candidates.filter((candidate) =>
    isMissed(candidate, { type, settings, askedAt: asked.get(candidate.number) ?? null }),
  );
  const keys = new Set(missed.map(({ number }) => number));
  await request(context, kind, [...keys]);
  return { nextPage, requested: keys.size };
}

/**
 * A first sweep of documents looks further back: one may be booked long before the day it is dated. One of master
 * data begins at going live.
 */
async function cursorOf(
  { db, installationId, settings }: DrainContext,
  kind: SweptKind,
): Promise<Date> {
  const sweep = await findSweep(db, { installationId, kind });
  if (sweep) return sweep.cursorAt;
  const liveAt = settings.liveAt ?? new Date(0);
  if (SWEPT_KINDS[kind].type === "master") return liveAt;
  return documentsFrom({ startDate: settings.startDate, liveAt });
}

function documentsFrom({ startDate, liveAt }: { startDate: string | null; liveAt: Date }): Date {
  const start = startDate ? Date.parse(`${startDate}T00:00:00Z`) : liveAt.getTime();
  return new Date(Math.min(start, liveAt.getTime()) - BOOKED_AHEAD_MS);
}

/**
 * Documents from an earlier day on are wanted than were looked for, or all of them for another company: the next sweeps
 * begin early enough to find them.
 */
export async function sweepDocumentsAnew(
  db: Database,
  { installationId, ...since }: Installation & { startDate: string; liveAt: Date },
): Promise<void> {
  const cursorAt = documentsFrom(since);
  const kinds = Object.keys(SWEPT_KINDS).filter(isSweptKind);
  for (const kind of kinds.filter((one) => SWEPT_KINDS[one].type === "document")) {
    await setSweepBack(db, { installationId, kind, cursorAt });
  }
}

async function request(
  { db, installationId, connection, now }: DrainContext,
  kind: SweptKind,
  rackbeatKeys: string[],
): Promise<void> {
  const at = now();
  await db.transaction(async (tx) => {
    const requested = await requestTransfers(tx, {
      ...{ installationId, connectionId: connection.id, kind, rackbeatKeys, now: at },
    });
    const isNew = requested.filter(({ requests }) => requests === 1);
    await appendTransferEvents(
      tx,
      isNew.map(({ id: transferId }) => ({
        ...{ installationId, transferId, at, event: "received", details: { by: "sweep" } },
      })),
    );
  });
}
