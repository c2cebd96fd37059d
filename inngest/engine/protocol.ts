import { z } from "zod";

/**
 * Inngest's SDK protocol as far as the engine speaks it: inngest/inngest, docs/SDK_SPEC.md, and the
 * bodies that version 4 of the JavaScript SDK sends.
 */
export const HEADER = {
  sdk: "x-inngest-sdk",
  serverKind: "x-inngest-server-kind",
  expectedServerKind: "x-inngest-expected-server-kind",
  syncKind: "x-inngest-sync-kind",
  requestVersion: "x-inngest-req-version",
  noRetry: "x-inngest-no-retry",
  retryAfter: "retry-after",
  eventIdSeed: "x-inngest-event-id-seed",
  stepId: "x-inngest-step-id",
  runId: "x-run-id",
  requestId: "x-request-id",
  generationId: "x-inngest-generation-id",
  jobId: "x-inngest-job-id",
} as const;

/** The SDK accepts unsigned requests from a server of this kind. */
export const SERVER_KIND = "dev";

export const INTERNAL_EVENT = {
  failed: "inngest/function.failed",
  finished: "inngest/function.finished",
  cancelled: "inngest/function.cancelled",
  cron: "inngest/scheduled.timer",
} as const;

const dataSchema = z.record(z.string(), z.unknown());

/** An event as somebody sends it. */
export const incomingEventSchema = z.looseObject({
  id: z.string().nullish(),
  name: z.string().min(1),
  data: dataSchema.nullish(),
  user: dataSchema.nullish(),
  ts: z.number().int().nullish(),
  v: z.string().nullish(),
});
export type IncomingEvent = z.infer<typeof incomingEventSchema>;

/** An event as functions get it. */
export type EngineEvent = Record<string, unknown> & {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
};

const triggerSchema = z.union([
  z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
  z.strictObject({ cron: z.string().min(1), jitter: z.string().optional() }),
]);

const concurrencySchema = z.strictObject({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).default("fn"),
});

/** Strict, so that a setting the engine does not know is refused, not ignored. */
export const functionConfigSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(triggerSchema).default([]),
  steps: z.object({
    step: z.object({
      runtime: z.object({ type: z.string(), url: z.url() }),
      retries: z.object({ attempts: z.number().int().min(0).optional() }).optional(),
    }),
  }),
  idempotency: z.string().optional(),
  concurrency: z
    .union([z.number().int().min(0), concurrencySchema, z.array(concurrencySchema).max(2)])
    .optional(),
  debounce: z
    .strictObject({
      key: z.string().optional(),
      period: z.string(),
      timeout: z.string().optional(),
    })
    .optional(),
  singleton: z
    .strictObject({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]) })
    .optional(),
  cancel: z
    .array(
      z.strictObject({
        event: z.string().min(1),
        if: z.string().optional(),
        timeout: z.string().optional(),
      }),
    )
    .optional(),
  batchEvents: z.unknown().optional(),
  rateLimit: z.unknown().optional(),
  throttle: z.unknown().optional(),
  priority: z.unknown().optional(),
  timeouts: z.unknown().optional(),
});
export type FunctionConfig = z.infer<typeof functionConfigSchema>;

/** What an app sends to /fn/register. */
export const outOfBandSyncSchema = z.object({
  url: z.url(),
  appName: z.string().min(1),
  functions: z.array(z.unknown()),
});

/** What an app answers to an in-band sync. */
export const inBandSyncSchema = z.object({
  url: z.url(),
  app_id: z.string().min(1),
  functions: z.array(z.unknown()),
});

export const userErrorSchema = z.looseObject({
  name: z.string().optional(),
  message: z.string().optional(),
  stack: z.string().optional(),
});
export type UserError = z.infer<typeof userErrorSchema>;

/** One reported step. */
export const opSchema = z.looseObject({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown(),
  error: userErrorSchema.nullish(),
});
export type Op = z.infer<typeof opSchema>;

/** A 206 carries a list of steps; a finished durable endpoint carries one. */
export const opsSchema = z.union([z.array(opSchema), opSchema.transform((op) => [op])]);

export const checkpointSchema = z.object({
  request_id: z.string().optional(),
  steps: z.array(opSchema),
});
