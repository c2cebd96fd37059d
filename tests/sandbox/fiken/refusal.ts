import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Fiken has no one shape for errors; which one answers differs by resource, and clients must read them all. */
export type ErrorShape = "error" | "message" | "errors" | "validationErrors" | "array" | "html";

/** A request that Fiken turns down: nothing was changed. */
export class Refusal extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
    readonly details: { shape?: ErrorShape; also?: string[] } = {},
  ) {
    super(message);
    this.name = "Refusal";
  }
}

export function badRequest(message: string, shape?: ErrorShape): Refusal {
  return new Refusal(400, message, shape ? { shape } : {});
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `${what} ble ikke funnet`);
}

/** The body of a refusal; `reference` is what Fiken's support asks for. */
export function errorBody(refusal: Refusal, path: string, reference: string): unknown {
  const messages = [refusal.message, ...(refusal.details.also ?? [])];
  switch (refusal.details.shape ?? shapeOf(path)) {
    case "error":
      return { error: errorCode(refusal.status), error_description: messages.join(", ") };
    case "message":
      return { message: messages.join(", ") };
    case "errors":
      return { errors: messages.map((message) => ({ message })) };
    case "validationErrors":
      return { validationErrors: messages };
    case "array":
      return messages.map((message) => ({ message }));
    case "html":
      return { message: `${messages.join("<br>")}<br><small>Feilreferanse: ${reference}</small>` };
  }
}

function shapeOf(path: string): ErrorShape {
  if (path.includes("/drafts")) return "validationErrors";
  if (path.includes("/contacts")) return "errors";
  if (path.includes("/products")) return "array";
  if (path.includes("/sales")) return "error";
  return "message";
}

function errorCode(status: number): string {
  if (status === 401) return "invalid_token";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 429) return "too_many_requests";
  return status >= 500 ? "server_error" : "bad_request";
}
