import { Refusal } from "../refusal";

const WINDOW_MS = 60_000;

/** Requests per token in fixed windows of a minute, as Laravel's throttle counts. */
export class RateLimit {
  private readonly windows = new Map<string, { startedAt: number; used: number }>();

  /** The headers of every answer. Throws 429 when the window is used up. */
  use(token: string, limit: number): Record<string, string> {
    const now = Date.now();
    let window = this.windows.get(token);
    if (!window || now - window.startedAt >= WINDOW_MS) {
      window = { startedAt: now, used: 0 };
      this.windows.set(token, window);
    }
    const resetMs = window.startedAt + WINDOW_MS - now;
    if (window.used >= limit) {
      throw new Refusal(
        429,
        { message: "Too Many Attempts." },
        {
          "X-RateLimit-Limit": String(limit),
          "X-RateLimit-Remaining": "0",
          "Retry-After": String(Math.ceil(resetMs / 1000)),
          "X-RateLimit-Reset": String(Math.ceil((now + resetMs) / 1000)),
        },
      );
    }
    window.used += 1;
    return {
      "X-RateLimit-Limit": String(limit),
      "X-RateLimit-Remaining": String(limit - window.used),
    };
  }

  clear(): void {
    this.windows.clear();
  }
}
