import { z } from "zod";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { findInstallationByAgreement } from "@/db/queries/installations";
import type { Installation } from "@/db/schema/installations";
import { belongsTo, readSession } from "@/lib/auth/session";
import { AppError } from "@/lib/errors/app-error";
import { type Locale, pickLocale } from "@/lib/i18n/locales";
import { handle, NotFound } from "../handle";

export type EmbeddedCall<Params> = {
  db: Database;
  installation: Installation;
  locale: Locale;
  request: Request;
  params: Params;
};

/** A route that only a session of the frame may call, for its own installation. What `run` answers is sent as JSON, unless it is a Response. */
export function embedded<Params = Record<never, never>>(
  run: (call: EmbeddedCall<Params>) => Promise<unknown>,
) {
  return handle<{ params: Promise<Params> }>(async (request, { params }) => {
    const db = await getDatabase();
    const installation = await requireInstallation(db, bearerOf(request));
    const locale = pickLocale({ acceptLanguage: request.headers.get("accept-language") });
    const answer = await run({ db, installation, locale, request, params: await params });
    return answer instanceof Response ? answer : Response.json(answer ?? {});
  });
}

/** The installation that the token was issued for. Throws `session.expired` for everything else, and after uninstall. */
export async function requireInstallation(
  db: Database,
  token: string | null,
): Promise<Installation> {
  const claims = await readSession(token ?? "");
  const installation = claims && (await findInstallationByAgreement(db, claims.agreementId));
  if (
    !claims ||
    !installation ||
    !belongsTo(claims, installation) ||
    installation.status === "uninstalled"
  ) {
    throw new AppError({ code: "session.expired", details: {} });
  }
  return installation;
}

/** The body as the schema wants it. Throws `request.malformed`. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const message = z.prettifyError(parsed.error);
  throw new AppError({ code: "request.malformed", details: { message } });
}

/** For what this installation does not have, whether or not another one does. */
export function notFound(): never {
  throw new NotFound();
}

function bearerOf(request: Request): string | null {
  return request.headers.get("authorization")?.match(/^Bearer (\S+)$/i)?.[1] ?? null;
}
