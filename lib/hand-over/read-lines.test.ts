import { expect, test } from "vitest";
import { readLines } from "./read-lines";
import { HandOverRefused } from "./read-records";

async function linesOf(file: Buffer, length: number): Promise<string[]> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < file.length; from += length) yield file.subarray(from, from + length);
  }
  const lines: string[] = [];
  for await (const line of readLines(pieces())) lines.push(line);
  return lines;
}

test.each([1, 2, 3, 1000])(
  "pieces of %i bytes are the same lines, wherever a letter is cut",
  async (length) => {
    expect(await linesOf(Buffer.from("Blåbær\n\n– Sønn\nsist"), length)).toEqual([
      ...["Blåbær", "", "– Sønn", "sist"],
    ]);
  },
);

test("what is no text is refused, and so is a letter that was cut off", async () => {
  for (const file of [Buffer.from([0xff, 0xfe]), Buffer.from("å").subarray(0, 1)]) {
    await expect(linesOf(file, 1)).rejects.toThrow(HandOverRefused);
  }
});
