import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { accountRoutes } from "./accounts";
import { adminRoutes } from "./admin";
import { fileRoutes } from "./attachments";
import { companyRoutes } from "./companies";
import { contactRoutes } from "./contacts";
import { creditNoteRoutes } from "./credit-notes";
import { draftRoutes } from "./drafts";
import { apiGate, oauthGate } from "./gate";
import type { FikenApp, FikenEnv } from "./http";
import { inboxRoutes } from "./inbox";
import { invoiceRoutes } from "./invoice-routes";
import { journalRoutes } from "./journal";
import { oauthRoutes } from "./oauth-routes";
import { pageRoutes } from "./page-routes";
import { productRoutes } from "./products";
import { purchaseRoutes } from "./purchases";
import { badRequest, errorBody, notFound, Refusal } from "./refusal";
import { saleRoutes } from "./sale-routes";
import type { SandboxState } from "./state";

const COMPANY_ROUTES = [
  accountRoutes,
  contactRoutes,
  productRoutes,
  draftRoutes,
  saleRoutes,
  invoiceRoutes,
  creditNoteRoutes,
  purchaseRoutes,
  inboxRoutes,
  journalRoutes,
];

/** The whole sandbox as one Hono app: the API, OAuth, the pages and the administration. */
export function createApp(state: SandboxState): FikenApp {
  const api = new Hono<FikenEnv>();
  api.use("*", apiGate(state));
  companyRoutes(api, state);
  fileRoutes(api, (c) =>
    [...state.world.companies.values()]
      .filter(({ company }) => c.get("grant").companies.has(company.slug))
      .map(({ files }) => files),
  );
  const company = new Hono<FikenEnv>();
  for (const addRoutes of COMPANY_ROUTES) addRoutes(company);
  api.route("/companies/:companySlug", company);

  const app = new Hono<FikenEnv>();
  app.use("/oauth/token", oauthGate(state));
  app.use("/oauth/revoke", oauthGate(state));
  oauthRoutes(app, state);
  adminRoutes(app, state);
  pageRoutes(app, state);
  app.route("/api/v2", api);
  refusals(app, state);
  return app;
}

function refusals(app: FikenApp, state: SandboxState): void {
  const offered = app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v2/"))
    .map(({ path }) => new RegExp(`^${path.replace(/:\w+(\{([^}]*)\})?/g, pathPart)}$`));

  app.notFound((c) => {
    const { path } = c.req;
    const refusal = offered.some((pattern) => pattern.test(path))
      ? new Refusal(405, "Method Not Allowed")
      : notFound("Ressursen");
    return c.json(errorBody(refusal, path, reference()), refusal.status);
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal.status === 500 && !(error instanceof Refusal)) state.crashes.push(error);
    return c.json(errorBody(refusal, c.req.path, reference()), refusal.status);
  });
}

function pathPart(_all: string, _braced: string | undefined, pattern: string | undefined): string {
  return pattern ?? "[^/]+";
}

function refusalOf(error: Error): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) return badRequest(z.prettifyError(error), "message");
  return new Refusal(500, `Intern feil: ${error.message}`, { shape: "html" });
}

/** What Fiken's support asks for (*Feilreferanse*). */
function reference(): string {
  return randomBytes(4).toString("hex");
}
