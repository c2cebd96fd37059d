import { type HandOverRecord, type RecordOf, recordSchema } from "./records";

export type RefusalReason =
  | "not_a_hand_over"
  /** Another version of the format. */
  | "version"
  /** A line that says something else than it may. */
  | "malformed"
  /** The file was cut. */
  | "incomplete"
  | "agreement_owns_data";

/** Nothing of it was taken over, and why. `line` of the file, counted from 1; null: it is none of a line. */
export class HandOverRefused extends Error {
  override readonly name = "HandOverRefused";
  readonly reason: RefusalReason;
  readonly line: number | null;

  constructor(reason: RefusalReason, options: ErrorOptions & { line?: number } = {}) {
    super(`The hand-over is refused: ${reason}${options.line ? `, line ${options.line}` : ""}`, {
      cause: options.cause,
    });
    this.reason = reason;
    this.line = options.line ?? null;
  }
}

type ContentRecord = Exclude<HandOverRecord, { type: "header" | "end" }>;

export type HandOver = {
  header: RecordOf<"header">;
  /** What follows the header, the end not among it; to be read once. Throws HandOverRefused. */
  records: AsyncIterable<ContentRecord>;
};

type Line = { text: string; line: number };

/**
 * The hand-overs of a file, one after another; several files in a row are one. What is left unread of one is read
 * before the next. Throws HandOverRefused at the first line that is not as it must be: what follows it is not read.
 */
export async function* readHandOvers(lines: AsyncIterable<string>): AsyncGenerator<HandOver> {
  const numbered = numberLines(lines);
  let isEmpty = true;
  for (let first = await next(numbered); first; first = await next(numbered)) {
    isEmpty = false;
    const header = readRecord(first, true);
    if (header.type !== "header") throw new HandOverRefused("not_a_hand_over", first);
    const records = readContent(numbered, first.line);
    yield { header, records: { [Symbol.asyncIterator]: () => ({ next: () => records.next() }) } };
    while (!(await records.next()).done);
  }
  if (isEmpty) throw new HandOverRefused("not_a_hand_over");
}

async function* readContent(
  numbered: AsyncGenerator<Line>,
  headerLine: number,
): AsyncGenerator<ContentRecord, void> {
  let count = 1;
  let last = headerLine;
  for (let read = await next(numbered); read; read = await next(numbered)) {
    last = read.line;
    const record = readRecord(read, false);
    if (record.type === "header") throw new HandOverRefused("malformed", read);
    if (record.type === "end") {
      if (record.records !== count) throw new HandOverRefused("incomplete", read);
      return;
    }
    count += 1;
    yield record;
  }
  throw new HandOverRefused("incomplete", { line: last });
}

async function next(numbered: AsyncGenerator<Line>): Promise<Line | null> {
  const { done, value } = await numbered.next();
  return done ? null : value;
}

async function* numberLines(lines: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() !== "") yield { text, line };
  }
}

function readRecord({ text, line }: Line, isFirst: boolean): HandOverRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HandOverRefused(isFirst ? "not_a_hand_over" : "malformed", { line, cause });
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HandOverRefused(isFirst ? firstLineReason(value) : "malformed", {
    ...{ line, cause: parsed.error },
  });
}

/** A header of another version says so; anything else is some other file. */
function firstLineReason(value: unknown): RefusalReason {
  const isHeader =
    typeof value === "object" && value !== null && "format" in value && "version" in value;
  return isHeader ? "version" : "not_a_hand_over";
}
