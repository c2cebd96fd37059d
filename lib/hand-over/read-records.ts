import { type HandOverRecord, recordSchema } from "./records";

export type RefusalReason =
  | "not_a_hand_over"
  /** Another version of the format. */
  | "version"
  /** A line that says something else than it may. */
  | "malformed"
  /** The file was cut. */
  | "incomplete"
  | "agreement_owns_data";

/** Nothing was taken over, and why. `line` counts from 1. */
export class HandOverRefused extends Error {
  override readonly name = "HandOverRefused";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, options: ErrorOptions & { line?: number } = {}) {
    super(`The hand-over is refused: ${reason}${options.line ? `, line ${options.line}` : ""}`, {
      cause: options.cause,
    });
    this.reason = reason;
  }
}

/** The file's records, the end not among them. Throws HandOverRefused at the first line that is not as it must be. */
export async function* readRecords(
  lines: AsyncIterable<string>,
): AsyncGenerator<Exclude<HandOverRecord, { type: "end" }>> {
  let line = 0;
  let isEnded = false;
  for await (const text of lines) {
    if (text.trim() === "") continue;
    line += 1;
    if (isEnded) throw new HandOverRefused("malformed", { line });
    const record = readRecord(text, line);
    if (record.type === "end") {
      if (record.records !== line - 1) throw new HandOverRefused("incomplete", { line });
      isEnded = true;
    } else yield record;
  }
  if (line === 0) throw new HandOverRefused("not_a_hand_over");
  if (!isEnded) throw new HandOverRefused("incomplete", { line });
}

function readRecord(text: string, line: number): HandOverRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HandOverRefused(line === 1 ? "not_a_hand_over" : "malformed", { line, cause });
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HandOverRefused(line === 1 ? firstLineReason(value) : "malformed", {
    ...{ line, cause: parsed.error },
  });
}

/** A header of another version says so; anything else is some other file. */
function firstLineReason(value: unknown): RefusalReason {
  const isHeader =
    typeof value === "object" && value !== null && "format" in value && "version" in value;
  return isHeader ? "version" : "not_a_hand_over";
}
