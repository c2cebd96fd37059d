import http from "node:http";
import { z } from "zod";
import { saveCheckpoint } from "./checkpoint";
import { EventRefused, type Events } from "./events";
import type { EngineLogger } from "./logger";
import { checkpointSchema, HEADER, outOfBandSyncSchema, SERVER_KIND } from "./protocol";
import { RegistrationRefused } from "./registry";
import { runJson, type StatusSource, statusHtml, statusJson } from "./status-page";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

type Reply = { status: number; json?: unknown; html?: string };
type Handler = (request: http.IncomingMessage, id: string) => Reply | Promise<Reply>;

class BadRequest extends Error {
  override readonly name = "BadRequest";
}

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest("The body is too large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadRequest("The body is not JSON");
  }
}

function header(request: http.IncomingMessage, name: string): string | undefined {
  return [request.headers[name]].flat()[0];
}

/** The endpoints that the SDK uses, and a few for people and tests. */
export function createHttpApi({
  events,
  register,
  status,
  logger,
}: {
  events: Events;
  /** Throws RegistrationRefused. */
  register: (appId: string, functions: unknown[]) => { modified: boolean };
  status: StatusSource;
  logger: EngineLogger;
}): http.Server {
  const receiveEvents: Handler = async (request) => {
    try {
      const seed = header(request, HEADER.eventIdSeed);
      return {
        status: 200,
        json: { ids: events.receive(await readJson(request), seed), status: 200 },
      };
    } catch (error) {
      if (!(error instanceof EventRefused || error instanceof BadRequest)) throw error;
      return { status: 400, json: { ids: [], status: 400, error: error.message } };
    }
  };

  const registerApp: Handler = async (request) => {
    const expected = header(request, HEADER.expectedServerKind);
    if (expected !== undefined && expected !== SERVER_KIND) {
      throw new BadRequest(`Expected server kind ${expected}, this one is ${SERVER_KIND}`);
    }
    const { appName, functions } = outOfBandSyncSchema.parse(await readJson(request));
    return { status: 200, json: { ok: true, status: 200, ...register(appName, functions) } };
  };

  const checkpoint: Handler = async (request, runId) => {
    const body = checkpointSchema.parse(await readJson(request));
    const { status: code, error } = saveCheckpoint(status.runs, runId, body);
    if (error === undefined) return { status: code, json: {} };
    logger.warn({ runId }, `checkpoint refused: ${error}`);
    return { status: code, json: { error, status: code } };
  };

  const showRun: Handler = (_request, id) => {
    const run = status.runs.get(id);
    return run
      ? { status: 200, json: { data: runJson(run) } }
      : { status: 404, json: { error: "run not found", status: 404 } };
  };

  const showStatus: Handler = (request) =>
    header(request, "accept")?.includes("text/html")
      ? { status: 200, html: statusHtml(statusJson(status)) }
      : { status: 200, json: statusJson(status) };

  const routes: [method: string, path: RegExp, handler: Handler][] = [
    ["POST", /^\/e\/([^/]+)$/, receiveEvents],
    ["POST", /^\/fn\/register$/, registerApp],
    ["POST", /^\/v1\/checkpoint\/([^/]+)\/async$/, checkpoint],
    [
      "GET",
      /^\/v1\/events\/([^/]+)\/runs$/,
      (_request, id) => ({ status: 200, json: { data: status.runs.ofEvent(id).map(runJson) } }),
    ],
    ["GET", /^\/v1\/runs\/([^/]+)$/, showRun],
    ["GET", /^\/health$/, () => ({ status: 200, json: { status: 200, message: "OK" } })],
    ["GET", /^\/dev$/, () => ({ status: 200, json: statusJson(status) })],
    ["GET", /^\/$/, showStatus],
  ];

  async function answer(request: http.IncomingMessage): Promise<Reply> {
    const { pathname } = new URL(request.url ?? "/", "http://engine");
    try {
      for (const [method, path, handler] of routes) {
        const match = method === request.method ? path.exec(pathname) : null;
        if (match) return await handler(request, decodeURIComponent(match[1] ?? ""));
      }
    } catch (error) {
      return failed(error);
    }
    const error = `${request.method} ${pathname} is not supported by the embedded engine`;
    logger.warn({}, error);
    return { status: 404, json: { error, status: 404 } };
  }

  function failed(error: unknown): Reply {
    if (error instanceof z.ZodError) return refusal(z.prettifyError(error));
    if (error instanceof BadRequest || error instanceof RegistrationRefused) {
      logger.error({}, error.message);
      return refusal(error.message);
    }
    logger.error({ err: error }, "engine fault");
    return { status: 500, json: { error: String(error), status: 500 } };
  }

  return http.createServer(async (request, response) => {
    const { status: code, json, html } = await answer(request);
    const body = html ?? JSON.stringify(json);
    response.writeHead(code, {
      "content-type": html === undefined ? "application/json" : "text/html; charset=utf-8",
      [HEADER.serverKind]: SERVER_KIND,
    });
    response.end(body);
  });
}

function refusal(error: string): Reply {
  return { status: 400, json: { error, status: 400 } };
}
