import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { startEngine } from "@/inngest/engine/engine";

export type ServedFunction = {
  send: Inngest["send"];
  /** The installations whose drain was asked for, in that order. */
  woken: readonly string[];
  stop(): Promise<void>;
};

/**
 * A function itself, served by the SDK and driven step by step by an engine of its own. `load` imports it: the client
 * that it is made with reads the engine's address from the environment.
 */
export async function serveFunction(
  load: () => Promise<InngestFunction.Like>,
): Promise<ServedFunction> {
  let handler: http.RequestListener = (_, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => handler(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const engine = await startEngine({
    port: 0,
    appUrls: [`http://127.0.0.1:${port}/api/inngest`],
  });
  process.env.INNGEST_DEV = engine.url;
  const { inngest } = await import("@/inngest/client");
  const { transferRequested } = await import("@/inngest/events");
  const woken: string[] = [];
  const listen = inngest.createFunction(
    { id: "listen", triggers: [transferRequested] },
    async ({ event }) => {
      woken.push(event.data.installationId);
    },
  );
  handler = serve({ client: inngest, functions: [await load(), listen] });
  await engine.registered(`${inngest.id}-listen`);
  return {
    send: (events) => inngest.send(events),
    woken,
    async stop() {
      await engine.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}
