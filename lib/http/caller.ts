import type { Problem } from "@/lib/errors/catalog";
import { badAnswer, CallFailure, type ProviderName } from "./call-failure";
import { type ErrorText, readErrorText } from "./error-text";
import type { Reply } from "./reply";

export type CallRequest = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base address, begins with a slash. */
  path: string;
  /** Undefined values are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** At most one body. */
  json?: unknown;
  form?: Record<string, string>;
  multipart?: FormData;
  timeoutMs?: number;
  maxBytes?: number;
  /** Any of them takes the request back. */
  signals?: readonly AbortSignal[];
  /** What errors call the request, where the path holds a secret. Default: the path. */
  label?: string;
};

/** An answer that says no: 401, or another 4xx but 429. */
export type Refusal = ErrorText & {
  kind: "refused" | "unauthorized";
  status: number;
  request: CallRequest;
};

export type CallerOptions = {
  provider: ProviderName;
  baseUrl: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** What the provider's refusal means to a user. */
  explain: (refusal: Refusal) => Problem;
};

export type Caller = (request: CallRequest) => Promise<Reply>;

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 20 * 1024 * 1024;
/** Where the provider says "too fast" and not how long. */
const RETRY_AFTER_MS = 1000;
/** A request that timed out on the provider's side may still have been carried out. */
const REQUEST_TIMEOUT = 408;

/** One HTTP call: a Reply, or a CallFailure that says what became of it. Never sleeps, never repeats. */
export function createCaller(options: CallerOptions): Caller {
  return async (request) => {
    const label = request.label ?? `${request.method} ${request.path.split("?")[0]}`;
    const answer = { provider: options.provider, label };
    const { signal, clear } = startDeadline(request, options);
    try {
      const response = await connect(request, options, signal).catch((cause: unknown) => {
        throw lost(options.provider, null, cause);
      });
      const bytes = await readBody(response, request.maxBytes ?? MAX_BYTES, answer).catch(
        (cause: unknown) => {
          if (cause instanceof CallFailure) throw cause;
          throw lost(options.provider, response.status, cause);
        },
      );
      if (!response.ok) throw failureOf(response, bytes, request, options);
      return { ...answer, status: response.status, headers: response.headers, bytes };
    } finally {
      clear();
    }
  };
}

/**
 * The deadline covers the whole answer, not only its beginning. With a timer of its own: Node 20 collects an
 * AbortSignal.timeout() that stands within an AbortSignal.any(), and then the request never ends.
 */
function startDeadline(request: CallRequest, options: CallerOptions) {
  const controller = new AbortController();
  const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS;
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError"));
  }, timeoutMs);
  const forwards = (request.signals ?? []).map((signal) => {
    const forward = () => controller.abort(signal.reason);
    signal.addEventListener("abort", forward);
    if (signal.aborted) forward();
    return () => signal.removeEventListener("abort", forward);
  });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      for (const stop of forwards) stop();
    },
  };
}

async function connect(request: CallRequest, options: CallerOptions, signal: AbortSignal) {
  const url = new URL(options.baseUrl.replace(/\/$/, "") + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const body = bodyOf(request);
  return fetch(url, {
    method: request.method,
    headers: {
      accept: "application/json",
      ...(request.json === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
      ...request.headers,
    },
    ...(body === undefined ? {} : { body }),
    // A write that is sent elsewhere is not followed: it could be carried out twice.
    redirect: request.method === "GET" ? "follow" : "manual",
    cache: "no-store",
    signal,
  });
}

function bodyOf({ json, form, multipart }: CallRequest): BodyInit | undefined {
  if (json !== undefined) return JSON.stringify(json);
  return form ? new URLSearchParams(form) : multipart;
}

async function readBody(
  response: Response,
  maxBytes: number,
  answer: { provider: ProviderName; label: string },
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (size > maxBytes) {
      const { status } = response;
      throw badAnswer({ ...answer, status }, `the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function lost(provider: ProviderName, status: number | null, cause: unknown): CallFailure {
  return new CallFailure(
    { code: "provider.unavailable", details: { provider, status } },
    { kind: "unknown", status },
    { cause },
  );
}

/** By the number, never by the words. */
function failureOf(
  response: Response,
  bytes: Uint8Array,
  request: CallRequest,
  options: CallerOptions,
): CallFailure {
  const { provider, explain } = options;
  const { status, headers } = response;
  const text = readErrorText(withoutSecret(new TextDecoder().decode(bytes), request, options));
  const said = text.message;
  if (status === 429) {
    const retryAfterMs = readRetryAfter(headers.get("retry-after"));
    return new CallFailure(
      {
        code: "provider.throttled",
        details: { provider, retryAfterMs: retryAfterMs ?? RETRY_AFTER_MS },
      },
      { kind: "throttled", status, retryAfterMs, said },
    );
  }
  if (status < 400 || status >= 500 || status === REQUEST_TIMEOUT) {
    return new CallFailure(
      { code: "provider.unavailable", details: { provider, status } },
      { kind: "unknown", status, said },
    );
  }
  const kind = status === 401 ? "unauthorized" : "refused";
  return new CallFailure(explain({ ...text, kind, status, request }), { kind, status, said });
}

/** Some servers repeat the credential they refuse. */
function withoutSecret(text: string, request: CallRequest, options: CallerOptions): string {
  const headers = new Headers({ ...options.headers, ...request.headers });
  const credential = headers.get("authorization")?.split(" ").at(-1);
  return credential ? text.replaceAll(credential, "[redacted]") : text;
}

/** Seconds, or a date. */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : null;
}
