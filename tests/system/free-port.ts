import { once } from "node:events";
import { createServer } from "node:net";

/** A port that nobody listens on right now. For a server that cannot be told to take any port by itself. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port");
  return address.port;
}
