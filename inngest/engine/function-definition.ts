import { Cron } from "croner";
import { z } from "zod";
import { parseDuration } from "./duration";
import { compileExpression, type Expression } from "./expression";
import { ExpressionError } from "./expression-lexer";
import { type FunctionConfig, functionConfigSchema } from "./protocol";

const DEFAULT_RETRIES = 4;

export type ConcurrencyRule = {
  limit: number;
  scope: "fn" | "env" | "account";
  key: Expression | undefined;
};

/** A registered function, its settings compiled. */
export type FunctionDefinition = {
  id: string;
  name: string;
  appId: string;
  url: string;
  maxAttempts: number;
  events: { name: string; condition: Expression | undefined }[];
  crons: string[];
  concurrency: ConcurrencyRule[];
  idempotency: Expression | undefined;
  debounce:
    | { key: Expression | undefined; periodMs: number; timeoutMs: number | undefined }
    | undefined;
  singleton: { key: Expression | undefined; mode: "skip" | "cancel" } | undefined;
  cancelOn: {
    event: string;
    condition: Expression | undefined;
    timeoutMs: number | undefined;
  }[];
};

const UNSUPPORTED = ["batchEvents", "rateLimit", "throttle", "priority", "timeouts"] as const;

/** Croner's pattern and zone of a cron trigger: Inngest writes the zone as "TZ=Europe/Oslo 0 6 * * *". */
export function parseCron(trigger: string): { pattern: string; timezone: string } {
  const [, zone = "UTC", pattern = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.+)$/.exec(trigger) ?? [];
  return { pattern, timezone: zone };
}

/** A function's settings, or everything the engine cannot do with them. */
export function defineFunction(
  appId: string,
  raw: unknown,
): { definition: FunctionDefinition; problems: [] } | { definition?: never; problems: string[] } {
  const parsed = functionConfigSchema.safeParse(raw);
  if (!parsed.success) {
    const { id } = z.object({ id: z.string() }).catch({ id: "?" }).parse(raw);
    return { problems: [`Function "${id}": ${z.prettifyError(parsed.error)}`] };
  }
  const problems: string[] = [];
  const definition = compile(appId, parsed.data, (problem) =>
    problems.push(`Function "${parsed.data.id}": ${problem}`),
  );
  return problems.length > 0 ? { problems } : { definition, problems: [] };
}

function compile(
  appId: string,
  config: FunctionConfig,
  report: (problem: string) => void,
): FunctionDefinition {
  for (const setting of UNSUPPORTED) {
    if (config[setting] !== undefined)
      report(`"${setting}" is not supported by the embedded engine`);
  }
  const { runtime, retries } = config.steps.step;
  if (runtime.type !== "http") report(`runtime "${runtime.type}" is not supported, only "http"`);

  const compiler = createCompiler(report);
  const { expression, duration } = compiler;
  const { debounce, singleton } = config;

  return {
    id: config.id,
    name: config.name ?? config.id,
    appId,
    url: runtime.url,
    maxAttempts: (retries?.attempts ?? DEFAULT_RETRIES) + 1,
    events: config.triggers.flatMap((trigger) =>
      "event" in trigger
        ? [{ name: compiler.eventName(trigger.event), condition: expression(trigger.expression) }]
        : [],
    ),
    crons: config.triggers.flatMap((trigger) =>
      "cron" in trigger ? [compiler.cron(trigger)] : [],
    ),
    concurrency: concurrencyRules(config, compiler, report),
    idempotency: expression(config.idempotency),
    debounce: debounce && {
      key: expression(debounce.key),
      periodMs: duration(debounce.period) ?? 0,
      timeoutMs: duration(debounce.timeout),
    },
    singleton: singleton && { key: expression(singleton.key), mode: singleton.mode },
    cancelOn: (config.cancel ?? []).map((cancel) => ({
      event: compiler.eventName(cancel.event),
      condition: expression(cancel.if, ["event", "async"]),
      timeoutMs: duration(cancel.timeout),
    })),
  };
}

type Compiler = ReturnType<typeof createCompiler>;

function createCompiler(report: (problem: string) => void) {
  return {
    expression(source: string | undefined, variables = ["event"]): Expression | undefined {
      if (source === undefined) return undefined;
      try {
        return compileExpression(source, variables);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        report(error.message);
        return undefined;
      }
    },
    duration(text: string | undefined): number | undefined {
      if (text === undefined) return undefined;
      const ms = parseDuration(text);
      if (ms === undefined) report(`"${text}" is not a duration`);
      return ms;
    },
    eventName(name: string): string {
      if (name.includes("*")) report(`the event pattern "${name}" is not supported`);
      return name;
    },
    cron({ cron, jitter }: { cron: string; jitter?: string | undefined }): string {
      if (jitter !== undefined) report(`cron "jitter" is not supported by the embedded engine`);
      const { pattern, timezone } = parseCron(cron);
      try {
        // Asked for its next run, because croner looks at the zone only then.
        new Cron(pattern, { timezone, paused: true }).nextRun();
      } catch (error) {
        report(`cron "${cron}" cannot be read: ${String(error)}`);
      }
      return cron;
    },
  };
}

function concurrencyRules(
  { concurrency = [] }: FunctionConfig,
  compiler: Compiler,
  report: (problem: string) => void,
): ConcurrencyRule[] {
  const rules =
    typeof concurrency === "number"
      ? [{ limit: concurrency, scope: "fn" as const, key: undefined }]
      : [concurrency].flat();
  return rules
    .filter(({ limit }) => limit > 0)
    .map(({ limit, scope, key }) => {
      if (scope !== "fn" && key === undefined) {
        report(`a concurrency limit of scope "${scope}" needs a key`);
      }
      return { limit, scope, key: compiler.expression(key) };
    });
}
