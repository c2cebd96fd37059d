import { parseArgs } from "node:util";
import { pino } from "pino";
import { z } from "zod";
import { doublingBackoff, inngestBackoff } from "./backoff";
import { parseDuration } from "./duration";
import { startEngine } from "./engine";

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms === undefined) context.addIssue(`"${text}" is not a duration such as 500ms or 5m`);
  return ms ?? z.NEVER;
});

const argumentsSchema = z.object({
  app: z.array(z.url()).min(1, "at least one --app URL is needed"),
  port: z.string().regex(/^\d+$/).transform(Number),
  host: z.string(),
  "retry-base": duration.optional(),
  timeout: duration,
});

/** `tsx inngest/engine/main.ts --app http://localhost:3000/api/inngest` */
async function main() {
  const { values } = parseArgs({
    options: {
      app: { type: "string", multiple: true, default: ["http://localhost:3000/api/inngest"] },
      port: { type: "string", default: "8288" },
      host: { type: "string", default: "127.0.0.1" },
      "retry-base": { type: "string" },
      timeout: { type: "string", default: "5m" },
    },
  });
  const parsed = argumentsSchema.safeParse(values);
  if (!parsed.success) {
    process.stderr.write(`${z.prettifyError(parsed.error)}\n`);
    process.exitCode = 1;
    return;
  }
  const { app, port, host, timeout, "retry-base": retryBase } = parsed.data;
  const engine = await startEngine({
    appUrls: app,
    port,
    host,
    logger: pino({ name: "engine" }),
    requestTimeoutMs: timeout,
    backoff: retryBase === undefined ? inngestBackoff : doublingBackoff(retryBase),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void engine.stop());
  }
}

await main();
