import { HandOverRefused } from "./read-records";

/** Characters. No record is nearly as long: a longer line is some other file, and is not gathered in memory. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Lines of UTF-8, one at a time. Throws HandOverRefused for what is no text, or no lines. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decode(decoder, line, chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      yield text;
      line += 1;
    }
    if (rest.length > LONGEST_LINE) throw new HandOverRefused(reasonAt(line), { line });
  }
  rest += decode(decoder, line);
  if (rest !== "") yield rest;
}

function decode(decoder: TextDecoder, line: number, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new HandOverRefused(reasonAt(line), { line, cause });
  }
}

function reasonAt(line: number): "not_a_hand_over" | "malformed" {
  return line === 1 ? "not_a_hand_over" : "malformed";
}
