import http from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { testClient } from "./test-app";

/**
 * An app in a process of its own, to be killed: `test-app-process.ts ENGINE_URL LOG_URL PORT`. Its steps
 * tell LOG_URL that they begin, and wait for its answer.
 */
const [engineUrl = "", logUrl = "", port = "0"] = process.argv.slice(2);

const client = testClient(engineUrl);
const fragile = client.createFunction(
  { id: "fragile", retries: 20, triggers: { event: "test/fragile" } },
  async ({ step, attempt }) => {
    for (const id of ["first", "second", "third"]) {
      await step.run(id, () => fetch(`${logUrl}/${id}/${attempt}`).then((answer) => answer.text()));
    }
    return "survived";
  },
);

const server = http.createServer(serve({ client, functions: [fragile] }));
server.listen(Number(port), "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
