import { z } from "zod";

/** What can go wrong between a client and a provider, named by what the provider has committed when it does. */
export const FAULT_KINDS = [
  "lose-answer", // commits, then the socket is destroyed
  "lose-before", // the socket is destroyed, nothing committed
  "500-before",
  "500-after",
  "429",
  "timeout", // never answers, nothing committed
  "timeout-after", // commits, never answers
  "html-error",
  "revoked-token",
  "locked-period",
] as const;

const AFTER_COMMIT = new Set<FaultKind>(["lose-answer", "500-after", "timeout-after"]);

export type FaultKind = (typeof FAULT_KINDS)[number];

/** `nth` 1 is the next matching request; `times` is how many requests in a row it strikes from there. */
export type Fault = {
  kind: FaultKind;
  method?: string;
  path?: RegExp | string;
  nth?: number;
  times?: number;
};

export type RandomFaults = {
  seed: number;
  /** 0 to 1, per request. */
  probability: number;
  /**
   * The probability is each kind's own: a request may be due for several, and is struck by one of them. What comes
   * after the commit strikes what commits something.
   */
  each?: boolean;
  kinds: FaultKind[];
  path?: RegExp | string;
};

export type Phase = "before-commit" | "after-commit";

/**
 * Test hook: called around every request's commit; a test kills the app here.
 * If it resolves to "drop" the socket is destroyed.
 */
export type PhaseHook = (
  phase: Phase,
  request: { index: number; method: string; path: string },
) => Promise<"drop" | undefined> | "drop" | undefined;

type Planned = { fault: Fault; seen: number; struck: number };

/** A fault as JSON, for `POST /_admin/faults`; `path` is a substring, or a regular expression written `/…/`. */
export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  method: z.string().optional(),
  path: z.string().optional(),
  nth: z.int().positive().optional(),
  times: z.int().positive().optional(),
});

/** Reads a fault from JSON; throws a ZodError on a malformed one. */
export function parseFault(json: unknown): Fault {
  const { kind, method, path, nth, times } = faultSchema.parse(json);
  return {
    kind,
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path: pathFrom(path) }),
    ...(nth !== undefined && { nth }),
    ...(times !== undefined && { times }),
  };
}

function pathFrom(text: string): RegExp | string {
  const pattern = /^\/(.+)\/([imu]*)$/.exec(text);
  const looksLikeRegExp = pattern && /[\\^$.*+?()[\]{}|]/.test(pattern[1] ?? "");
  return looksLikeRegExp ? new RegExp(pattern[1] ?? "", pattern[2]) : text;
}

/** Which faults strike which requests. Planned faults come first, in the order added; then chance. */
export class FaultPlan {
  private planned: Planned[] = [];
  private random: (RandomFaults & { next: () => number }) | undefined;

  add(fault: Fault): void {
    this.planned.push({ fault, seen: 0, struck: 0 });
  }

  /** Forgets every planned fault and the random mode. */
  clear(): void {
    this.planned = [];
    this.random = undefined;
  }

  /** The faults that still have requests to strike. */
  list(): Fault[] {
    return this.planned.map(({ fault }) => fault);
  }

  /** Strikes by chance, the same way every time for the same seed and the same requests. */
  setRandom(random: RandomFaults | undefined): void {
    this.random = random && { ...random, next: mulberry32(random.seed) };
  }

  /** The fault that strikes this request, used up by asking. */
  take(method: string, path: string): Fault | undefined {
    let struck: Fault | undefined;
    for (const planned of this.planned) {
      if (!matches(planned.fault, method, path)) continue;
      planned.seen += 1;
      if (struck || planned.seen < (planned.fault.nth ?? 1)) continue;
      planned.struck += 1;
      struck = planned.fault;
    }
    this.planned = this.planned.filter(({ fault, struck: hits }) => hits < (fault.times ?? 1));
    return struck ?? this.takeRandom(method, path);
  }

  private takeRandom(method: string, path: string): Fault | undefined {
    const random = this.random;
    if (!random || !matches(random, method, path)) return undefined;
    const due = random.each ? kindsDue(random, method) : random.kinds;
    if (!random.each && random.next() >= random.probability) return undefined;
    const kind = due[Math.floor(random.next() * due.length)];
    return kind && { kind, method, path };
  }
}

/** As many draws for every request, so that what strikes one does not hang on its method. */
function kindsDue(
  { kinds, probability, next }: RandomFaults & { next: () => number },
  method: string,
): FaultKind[] {
  const drawn = kinds.filter(() => next() < probability);
  return method.toUpperCase() === "GET" ? drawn.filter((kind) => !AFTER_COMMIT.has(kind)) : drawn;
}

function matches(
  fault: { method?: string; path?: RegExp | string },
  method: string,
  path: string,
): boolean {
  if (fault.method && fault.method.toUpperCase() !== method.toUpperCase()) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === "string" ? path.includes(fault.path) : fault.path.test(path);
}

/** A small seeded generator: the same seed gives the same faults, so a failing run can be run again. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
