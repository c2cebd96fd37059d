/** What the engine logs to; pino's form. */
export type EngineLogger = Record<
  "debug" | "info" | "warn" | "error",
  (fields: object, message: string) => void
>;

const ignore = () => undefined;

export const SILENT: EngineLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
