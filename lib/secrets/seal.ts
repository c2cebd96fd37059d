import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { getEnv } from "@/lib/env";

/** 32-byte keys, newest first: the newest seals, every one opens. */
export type KeyRing = readonly Uint8Array[];

const FORMAT = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with the newest key: `v1.<key id>.<base64url of iv, tag and cipher text>`. */
export function seal(text: string, ring: KeyRing = getEnv().ENCRYPTION_KEYS): string {
  const key = newestOf(ring);
  const head = `${FORMAT}.${keyId(key)}`;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(head));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `${head}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** Throws where the text was changed, or was sealed with a key that the ring no longer has. */
export function open(sealed: string, ring: KeyRing = getEnv().ENCRYPTION_KEYS): string {
  const { head, id, bytes } = parse(sealed);
  const key = ring.find((candidate) => keyId(candidate) === id);
  if (!key) throw new Error(`No key ${id} in ENCRYPTION_KEYS: it sealed what is to be opened`);
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(head))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = bytes.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

function newestOf(ring: KeyRing): Uint8Array {
  const [newest] = ring;
  if (!newest) throw new Error("ENCRYPTION_KEYS is empty: nothing can be sealed");
  return newest;
}

/** Names a key without telling it. */
function keyId(key: Uint8Array): string {
  return createHash("sha256").update("key id").update(key).digest("hex").slice(0, 8);
}

function parse(sealed: string) {
  const [format, id, body, ...rest] = sealed.split(".");
  const bytes = Buffer.from(body ?? "", "base64url");
  if (format !== FORMAT || !id || rest.length > 0 || bytes.length < IV_BYTES + TAG_BYTES) {
    throw new Error("Not a sealed text");
  }
  return { head: `${format}.${id}`, id, bytes };
}
