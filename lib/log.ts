import pino from "pino";
import { getEnv } from "./env";

const SECRETS = [
  "token",
  "secret",
  "accessToken",
  "refreshToken",
  "rackbeatToken",
  "webhookSecret",
  "authorization",
];

/** Secrets never reach the log: not as fields, and not as the parameters that a failed query would show. */
export const log = pino({
  level: getEnv().LOG_LEVEL,
  serializers: { err: (error: Error) => withoutParameters(pino.stdSerializers.err(error)) },
  redact: {
    paths: SECRETS.flatMap((name) => [name, `*.${name}`]),
    censor: "[redacted]",
  },
});

type SerializedError = ReturnType<typeof pino.stdSerializers.err>;

/** Drizzle's errors carry a query's parameters in the message, in the stack and as a field. */
function withoutParameters({ params: _, ...error }: SerializedError & { params?: unknown }) {
  const cut = (text: string) => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "");
  return { ...error, message: cut(error.message), stack: cut(error.stack) };
}
