import type { z } from "zod";
import type { EmbeddedSession } from "@/lib/auth/session";
import type { z as answerZod } from "./answer-zod";

/** Renewed this long before it ends, so that no click meets an expired session. */
const RENEW_BEFORE_MS = 2 * 60_000;
const SESSION_PATH = "/api/embedded/session";

export type Zod = typeof answerZod;
/**
 * What an answer looks like. A screen that has to open quickly says how the schema is made of zod: zod is as large as
 * a third of our own code, and is loaded with the first answer instead of before the first paint.
 */
export type AnswerSchema<T> = z.ZodType<T> | ((z: Zod) => z.ZodType<T>);

/** For a request that is answered by having been done. */
export const anyAnswer = (z: Zod): z.ZodType<unknown> => z.unknown();

const problemSchema = (z: Zod) =>
  z.object({ error: z.object({ code: z.string(), cause: z.string(), fix: z.string() }) });
const sessionSchema = (z: Zod) => z.object({ token: z.string(), expiresAt: z.string() });

/** What our API said was wrong, already in the user's words. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly explanation: { code: string; cause: string; fix: string };

  constructor(explanation: { code: string; cause: string; fix: string }) {
    super(`${explanation.cause} ${explanation.fix}`);
    this.explanation = explanation;
  }
}

/** The session is none any more: rotated secret, uninstalled, or expired while the computer slept. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof ApiProblem && error.explanation.code === "session.expired";
}

/** How a request differs from a plain GET; `body` is sent as JSON. */
type RequestOptions = { method?: "GET" | "POST" | "PUT" | "DELETE"; body?: unknown };

export type ApiClient = {
  /** A typed answer. Throws ApiProblem with cause and fix, or what `fetch` throws where nobody answered. */
  fetchJson<T>(path: string, schema: AnswerSchema<T>, options?: RequestOptions): Promise<T>;
  /** A file as it is answered, with its headers. Throws as `fetchJson` does. */
  fetchFile(path: string): Promise<Response>;
  /** A session that is good for a request now, for a form that carries it in its body. */
  freshToken(): Promise<string>;
};

/** In the page's memory, in no cookie and no storage. */
export type SessionHolder = { session: EmbeddedSession; renewal?: Promise<void> | undefined };

type ClientOptions = {
  sessionPath?: string;
  /** Another session for one that can no longer be exchanged, where the page has a way to it. */
  reopen?: () => Promise<EmbeddedSession>;
};

/** `locale`: the language in which problems are explained. */
export function createApiClient(
  holder: SessionHolder,
  locale: string,
  options: ClientOptions = {},
): ApiClient {
  async function freshToken(): Promise<string> {
    if (Date.parse(holder.session.expiresAt) - Date.now() < RENEW_BEFORE_MS) {
      // Several requests at once share one renewal.
      holder.renewal ??= renew(holder, locale, options).finally(() => {
        holder.renewal = undefined;
      });
      await holder.renewal;
    }
    return holder.session.token;
  }

  return {
    freshToken,
    fetchJson: async (path, schema, options = {}) =>
      call(path, schema, { token: await freshToken(), locale, ...options }),
    fetchFile: async (path) => {
      const response = await send(path, { token: await freshToken(), locale });
      if (!response.ok) throw await failureOf(response, `GET ${path}`);
      return response;
    },
  };
}

async function renew(
  holder: SessionHolder,
  locale: string,
  { sessionPath = SESSION_PATH, reopen }: ClientOptions,
): Promise<void> {
  const { token } = holder.session;
  try {
    const asked = { token, locale, method: "POST" } as const;
    holder.session = await call(sessionPath, sessionSchema, asked);
  } catch (error) {
    if (!reopen || !isSessionOver(error)) throw error;
    holder.session = await reopen();
  }
}

type Sent = RequestOptions & { token: string; locale: string };

async function call<T>(path: string, schema: AnswerSchema<T>, sent: Sent): Promise<T> {
  const response = await send(path, sent);
  if (!response.ok) throw await failureOf(response, `${sent.method ?? "GET"} ${path}`);
  const answer: unknown = await response.json().catch(() => null);
  return (await made(schema)).parse(answer);
}

function send(path: string, { token, locale, method = "GET", body }: Sent): Promise<Response> {
  return fetch(path, {
    method,
    headers: {
      Accept: "application/json",
      "Accept-Language": locale,
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // The bearer header is the whole of the sign-in: no cookie is sent, none is kept.
    credentials: "omit",
    cache: "no-store",
  });
}

/** What a refusal says, where it is one of ours. */
async function failureOf(response: Response, request: string): Promise<Error> {
  const answer: unknown = await response.json().catch(() => null);
  const problem = (await made(problemSchema)).safeParse(answer);
  if (problem.success) return new ApiProblem(problem.data.error);
  return new Error(`${request}: ${response.status}`);
}

const madeSchemas = new WeakMap<object, z.ZodType>();

/** Made once: the same ones are asked for every few seconds. */
async function made<T>(schema: AnswerSchema<T>): Promise<z.ZodType<T>> {
  if (typeof schema !== "function") return schema;
  const { z } = await import("./answer-zod");
  const known = madeSchemas.get(schema) ?? schema(z);
  madeSchemas.set(schema, known);
  // What is kept for a function is what that function has made.
  return known as z.ZodType<T>;
}
