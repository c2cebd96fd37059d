/** First come, first served: one at a time per key within this process. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    const forget = () => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    };
    mine.then(forget, forget);
    return mine;
  }
}

const shared = globalThis as typeof globalThis & { fikenLaneTurns?: Turns };

/** One queue for the whole process, also where a bundler loads this module more than once. */
export function processTurns(): Turns {
  shared.fikenLaneTurns ??= new Turns();
  return shared.fikenLaneTurns;
}
