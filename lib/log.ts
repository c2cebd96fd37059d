import pino from "pino";
import { getEnv } from "./env";

/** Secrets never reach the log: neither as fields nor inside addresses. */
export const log = pino({
  level: getEnv().LOG_LEVEL,
  redact: {
    paths: [
      "token",
      "secret",
      "accessToken",
      "refreshToken",
      "authorization",
      "headers.authorization",
      "*.token",
      "*.secret",
      "*.accessToken",
      "*.refreshToken",
      "*.authorization",
    ],
    censor: "[redacted]",
  },
});
