/** Remembers keys for a fixed time. */
export class ExpiringSet {
  readonly #expiries = new Map<string, number>();
  readonly #ttlMs: number;

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs;
  }

  /** True when the key was not remembered yet; it is from now on. */
  addIfNew(key: string, now = Date.now()): boolean {
    this.#forgetExpired(now);
    if (this.#expiries.has(key)) return false;
    this.#expiries.set(key, now + this.#ttlMs);
    return true;
  }

  /** One lifetime for all keys, so the map's own order is the order of expiry. */
  #forgetExpired(now: number): void {
    for (const [key, expiry] of this.#expiries) {
      if (expiry > now) return;
      this.#expiries.delete(key);
    }
  }
}
