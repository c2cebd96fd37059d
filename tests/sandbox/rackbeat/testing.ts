import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { type RackbeatSandbox, type RackbeatSandboxOptions, startRackbeatSandbox } from "./server";

/** The shop that the seed makes. */
export const SHOP = 204_101;
export const SMALL_COMPANY = 204_102;

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** A sandbox with a caller that has a manual key of the shop. */
export async function openSandbox(options: RackbeatSandboxOptions = {}) {
  const sandbox = await startRackbeatSandbox(options);
  const token = sandbox.apiKey(SHOP);
  const ask = (method: string, path: string, body?: unknown, bearer = token) =>
    callApi(sandbox, bearer, method, path, body);
  return { sandbox, token, ask };
}

async function callApi(
  { apiUrl }: RackbeatSandbox,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, body: json, headers: response.headers };
}

/** The rows of a list answer. */
export function rowsOf(answer: Answer, plural: string): Record<string, unknown>[] {
  return z.array(z.record(z.string(), z.unknown())).parse(answer.body[plural]);
}

/** The entity of a single answer. */
export function entityOf(answer: Answer, singular: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(answer.body[singular]);
}

export type Received = { headers: IncomingHttpHeaders; body: unknown };

/** A webhook receiver: answers the statuses given, one after the other, then 204. */
export async function openReceiver(statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    received.push({
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
    });
    response.writeHead(statuses[received.length - 1] ?? 204).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server that listens has an address of this kind, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, close };
}
