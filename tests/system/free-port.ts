import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port that nobody listens on right now, for a server that cannot be told to take any port by itself. It lies below
 * the range from which operating systems deal ports out, so that what starts meanwhile on port 0 does not take it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
