import { setTimeout as delay } from "node:timers/promises";
import type { PhaseHook } from "@/tests/sandbox/kernel/faults";

/**
 * Where Fiken is with the request while the app dies: `before` it has got it, and it never will; `after` it has carried
 * it out, unheard; `late` it carries it out some seconds later.
 */
export type Instant = "before" | "after" | "late";

type KillPoint = {
  company: string;
  /** As `POST /sales`, and which of its kind, from 1: others may come between, as Fiken may be looked into once more. */
  request: string;
  nth: number;
  instant: Instant;
};

export type KillPoints = {
  hook: PhaseHook;
  /** Resolves once a request of every company is held at its point. */
  allHeld: Promise<void>;
  /** The request that was held, as `POST /sales`. */
  heldOf: (company: string) => string | undefined;
};

/** Shorter than the dead process's lease on the lane lasts; longer than the app takes to be up again, on an idle machine. */
const LATE_MS = 5000;
const IN_COMPANY = /^\/companies\/([^/]+)(\/.*)$/;

/**
 * Holds one request of each company at its point until the app is dead: so one kill meets many documents, each at a
 * point of its own.
 */
export function killPoints(points: readonly KillPoint[], death: Promise<void>): KillPoints {
  const pointOf = new Map(points.map((point) => [point.company, point]));
  const asked = new Map<string, number>();
  const held = new Map<string, string>();
  const everyone = signal();

  const hook: PhaseHook = async (phase, { method, path }) => {
    const [, company = "", rest = ""] = IN_COMPANY.exec(path) ?? [];
    const point = pointOf.get(company);
    if (!point || held.has(company)) return undefined;
    const request = `${method} ${rest.replace(/\d+/g, "{id}")}`;
    if (request !== point.request) return undefined;
    if (phase === "before-commit") asked.set(company, (asked.get(company) ?? 0) + 1);
    const holdsIn = point.instant === "after" ? "after-commit" : "before-commit";
    if (phase !== holdsIn || asked.get(company) !== point.nth) return undefined;

    held.set(company, request);
    if (held.size === pointOf.size) everyone.send();
    await death;
    if (point.instant !== "late") return "drop";
    await delay(LATE_MS);
    return undefined;
  };
  return { hook, allHeld: everyone.received, heldOf: (company) => held.get(company) };
}

/** Holds the first request of this method and path, whichever sandbox gets it, until the app is dead. */
export function holdFirst(
  wanted: { method: string; path: RegExp },
  death: Promise<void>,
): { hook: PhaseHook; held: Promise<void> } {
  const first = signal();
  let isHeld = false;
  const hook: PhaseHook = async (phase, { method, path }) => {
    if (isHeld || phase !== "before-commit") return undefined;
    if (method !== wanted.method || !wanted.path.test(path)) return undefined;
    isHeld = true;
    first.send();
    await death;
    return "drop";
  };
  return { hook, held: first.received };
}

export function signal(): { received: Promise<void>; send: () => void } {
  let send = () => {};
  const received = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { received, send };
}
