import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { readLines } from "./read-lines";
import { HandOverRefused } from "./read-records";

/**
 * Reads what is uploaded (gzip) from a file that only this process may read, and that is gone afterwards: read from the
 * network, a database transaction would last as long as somebody's upload, and PGlite serves nobody else meanwhile.
 */
export async function keepUpload<T>(
  body: ReadableStream<Uint8Array>,
  use: (lines: AsyncIterable<string>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "hand-over-"));
  try {
    const file = join(folder, "upload");
    await pipeline(body, createWriteStream(file));
    return await use(readLines(unpack(file)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* unpack(file: string): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip();
  // Its failure is the reader's: it ends what is iterated below.
  const done = pipeline(createReadStream(file), unpacked).catch(() => undefined);
  try {
    yield* unpacked as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new HandOverRefused("incomplete", { cause });
  } finally {
    unpacked.destroy();
    await done;
  }
}
