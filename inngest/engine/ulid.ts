import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Crockford base 32 of 48 bits of time and 80 bits of entropy (10 bytes). */
function encode(timeMs: number, entropy: Uint8Array): string {
  let time = "";
  for (let rest = timeMs, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let random = "";
  let bits = 0;
  let value = 0;
  for (const byte of entropy) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      random += ALPHABET.charAt((value >> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return time + random;
}

export function createUlid(timeMs = Date.now()): string {
  return encode(timeMs, randomBytes(10));
}

/**
 * The id an event gets from the X-Inngest-Event-Id-Seed header ("ms,base64") and its place in the
 * request. The SDK repeats the header when it repeats a send, so a lost answer makes no second event.
 */
export function seededUlid(seed: string, index: number): string | undefined {
  const [time = "", entropy = ""] = seed.split(",");
  if (!/^\d{1,15}$/.test(time) || entropy === "") return undefined;
  const hash = createHash("sha256").update(`${entropy},${index}`).digest();
  return encode(Number(time), hash.subarray(0, 10));
}
