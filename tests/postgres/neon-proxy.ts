import { once } from "node:events";
import { createConnection } from "node:net";
import { createWebSocketStream, WebSocketServer } from "ws";
import type { NeonDials } from "@/db/client";

export type NeonProxy = { dials: NeonDials; close(): Promise<void> };

/** Stands where Neon's WebSocket endpoint stands: carries what its driver says to a PostgreSQL on this machine. */
export async function startNeonProxy({ port }: { port: number }): Promise<NeonProxy> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => {
    const fromDriver = createWebSocketStream(socket);
    const toPostgres = createConnection({ host: "127.0.0.1", port });
    // Either side's end is the other's; which of them failed shows in the driver.
    fromDriver.on("error", () => toPostgres.destroy());
    toPostgres.on("error", () => socket.terminate());
    toPostgres.on("close", () => socket.close());
    fromDriver.pipe(toPostgres).pipe(fromDriver);
  });
  await once(server, "listening");

  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  return {
    dials: {
      wsProxy: `127.0.0.1:${address.port}/v1`,
      useSecureWebSocket: false,
      pipelineConnect: false,
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
