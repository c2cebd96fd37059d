import {
  countMissing,
  findLivePosting,
  insertIntent,
  markAccepted,
  markAdopted,
  markMissing,
  markRefused,
  noteProblem,
  recordLookUp,
} from "@/db/queries/postings";
import type { Posting } from "@/db/schema/postings";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import { CallFailure } from "@/lib/http/call-failure";
import { keepClaim } from "./claim";
import { StillChecking, type TransferWork } from "./context";
import { tell } from "./timeline";

/** Looked for at these ages of the intent, and only after the last clean miss is it posted again. */
const LOOK_UP_AFTER_MS = [2_000, 15_000, 40_000, 61_000] as const;

/** Posts that Fiken answered with a reason and did not carry out, before a person is asked. */
const MOST_TRIES = 3;

/** One thing that may exist once in Fiken, and how to find and make it. */
export type Write<Request> = {
  /** `contact`, `customer_invoice`, `attachment`… With `key` unique per connection. */
  kind: string;
  key: string;
  /** Stored with the intent, so plain JSON. Null where the caller knows of a live posting and has prepared nothing. */
  request: Request | null;
  /**
   * Ids in Fiken that are this very thing. Given the request as it was sent, so that a later look-up does not
   * compare with what has become true since. `isPosted`: it may have been posted, so only Fiken itself can tell.
   */
  lookUp: (request: Request, isPosted: boolean) => Promise<string[]>;
  /** False where nobody else can have made it yet: what hangs on something that we have just made. */
  lookUpFirst: boolean;
  /** Fetches what the call needs, before the intent: what fails here has made nothing, and needs no look-up. */
  prepare?: () => Promise<unknown>;
  /** The single call that makes it; answers its id. */
  post: (request: Request) => Promise<string>;
};

/** What stands in Fiken, and the request that it was made by. */
export type Standing<Request> = { fikenId: string; request: Request; made: boolean };

/**
 * Makes a thing in Fiken exactly once, although Fiken has no idempotency: the intent is committed before the call
 * and the outcome after it; an intent without outcome is looked up, never repeated blindly.
 *
 * Throws StillChecking while the outcome is unknown; AppError where Fiken refuses or several candidates stand there.
 */
export async function postOnce<Request>(
  work: TransferWork,
  write: Write<Request>,
): Promise<Standing<Request>> {
  const { db, installationId, connection } = work;
  const writeKey = {
    installationId,
    connectionId: connection.id,
    kind: write.kind,
    key: write.key,
  };
  const live = await findLivePosting(db, writeKey);
  if (live) return resolve(work, write, live);

  // The posting that the caller knew of has turned out missing since: round again, prepared this time.
  const { request } = write;
  if (request === null) throw new StillChecking(work.now());
  const earlier = write.lookUpFirst ? await lookUpOne(write, request, false) : null;
  if (!earlier) await write.prepare?.();
  await keepClaim(work);
  const intent = await insertIntent(db, {
    ...writeKey,
    transferId: work.transfer.id,
    request,
    now: work.now(),
  });
  // Somebody else's intent came first: their outcome decides.
  if (!intent) throw new StillChecking(after(work, LOOK_UP_AFTER_MS[0]));
  if (earlier) return adopt(work, write, intent, earlier);
  return { fikenId: await post(work, write, intent), request, made: true };
}

async function post<Request>(
  work: TransferWork,
  write: Write<Request>,
  intent: Posting,
): Promise<string> {
  const posting = { installationId: work.installationId, postingId: intent.id };
  try {
    const fikenId = await write.post(requestOf<Request>(intent));
    await markAccepted(work.db, { ...posting, fikenId, now: work.now() });
    return fikenId;
  } catch (error) {
    if (error instanceof CallFailure && error.kind === "unknown") {
      await noteProblem(work.db, { ...posting, problem: whatWasSaid(error) });
      await tell(work, "outcome_unknown", { kind: write.kind });
      throw new StillChecking(after(work, LOOK_UP_AFTER_MS[0]), { cause: error });
    }
    // Refused, throttled or never sent: nothing was made. Anything else leaves the intent to be looked up.
    if (error instanceof AppError) {
      await markRefused(work.db, { ...posting, problem: error.problem, now: work.now() });
    }
    throw error;
  }
}

function whatWasSaid({ status, said, problem }: CallFailure): Problem {
  return status === 500 && said !== ""
    ? { code: "fiken.refused", details: { status, message: said, reference: null } }
    : problem;
}

/** The outcome of a live posting; where it has none yet, by a look-up. */
async function resolve<Request>(
  work: TransferWork,
  write: Write<Request>,
  live: Posting,
): Promise<Standing<Request>> {
  const request = requestOf<Request>(live);
  if (live.fikenId) return { fikenId: live.fikenId, request, made: false };
  const found = await lookUpOne(write, request, true);
  if (found) return adopt(work, write, live, found);

  const posting = { installationId: work.installationId, postingId: live.id };
  await recordLookUp(work.db, { ...posting, now: work.now() });
  const ageMs = work.now().getTime() - live.intentAt.getTime();
  const nextLookMs = LOOK_UP_AFTER_MS.find((lookMs) => lookMs > ageMs);
  // One look is never enough: it may have come before the commit that it looked for.
  if (nextLookMs !== undefined || live.lookUps === 0) {
    await tell(work, "not_found_yet", { kind: write.kind });
    throw new StillChecking(after(work, nextLookMs ? nextLookMs - ageMs : LOOK_UP_AFTER_MS[0]));
  }
  await markMissing(work.db, { ...posting, now: work.now() });
  // A 500 with a reason is how Fiken refuses some requests: it is said after some tries, and not for ever.
  const tries = await countMissing(work.db, live);
  if (live.problem?.code === "fiken.refused" && tries >= MOST_TRIES)
    throw new AppError(live.problem);
  await tell(work, "posting_again", { kind: write.kind });
  // Round again from the start: what is true by now is read, and looked for once more.
  throw new StillChecking(work.now());
}

async function lookUpOne<Request>(
  write: Write<Request>,
  request: Request,
  isPosted: boolean,
): Promise<string | null> {
  const found = [...new Set(await write.lookUp(request, isPosted))];
  if (found.length > 1) {
    throw new AppError({
      code: "fiken.several_documents",
      details: { number: write.key, count: found.length },
    });
  }
  return found[0] ?? null;
}

async function adopt<Request>(
  work: TransferWork,
  write: Write<Request>,
  intent: Posting,
  fikenId: string,
): Promise<Standing<Request>> {
  const posting = { installationId: work.installationId, postingId: intent.id };
  await markAdopted(work.db, { ...posting, fikenId, now: work.now() });
  await tell(work, "adopted", { kind: write.kind, fikenId });
  return { fikenId, request: requestOf<Request>(intent), made: false };
}

/** Safe: a posting of a kind is only ever written from that kind's own request. */
function requestOf<Request>(posting: Posting): Request {
  return posting.request as Request;
}

function after(work: TransferWork, ms: number): Date {
  return new Date(work.now().getTime() + ms);
}
