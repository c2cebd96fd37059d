import type { HttpBindings } from "@hono/node-server";
import type { FaultPlan, PhaseHook } from "@/tests/sandbox/kernel/faults";
import type { RateLimit } from "./api/rate-limit";
import type { Quirks } from "./quirks";
import type { WebhookDispatcher } from "./webhooks/dispatcher";
import type { Agreement } from "./world/agreement";
import type { AccessToken, World } from "./world/world";

export type RequestLogEntry = {
  index: number;
  at: Date;
  method: string;
  path: string;
  query: string;
  body: string;
  agreementId: number | null;
  /** Null while it is under way, and when the connection was dropped. */
  status: number | null;
};

/** What every part of the sandbox works with. */
export type SandboxContext = {
  /** Web host, without a slash at the end. Known once the server listens. */
  url: string;
  appUrl: string;
  appSlug: string;
  appName: string;
  fikenUrl: string | null;
  latencyMs: number;
  events: readonly string[];
  quirks: Quirks;
  world: World;
  dispatcher: WebhookDispatcher;
  faults: FaultPlan;
  rateLimit: RateLimit;
  requests: RequestLogEntry[];
  /** Called around every request's commit, on `/api` and `/integration`. */
  hook: PhaseHook | undefined;
};

export type ApiEnv = {
  Bindings: HttpBindings;
  Variables: {
    agreement: Agreement;
    token: AccessToken;
    accessToken: string;
    logEntry: RequestLogEntry;
  };
};
