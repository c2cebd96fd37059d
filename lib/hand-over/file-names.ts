import { VERSION } from "./records";

/** Of one agreement's hand-over, or of all of them in one file. */
export function handOverFileName(agreementId: string | "all", now: Date): string {
  const day = now.toISOString().slice(0, 10);
  return `fiken-for-rackbeat-${agreementId.replaceAll(/[^\w-]/g, "")}-${day}.jsonl`;
}

export const SCHEMA_FILE_NAME = `fiken-for-rackbeat-hand-over-${VERSION}.schema.json`;
