import type { Context } from "hono";
import { z } from "zod";
import { FAULT_KINDS, parseFault } from "../kernel/faults";
import { fileResponse } from "./attachments";
import { issueCreditNoteDraft } from "./credit-notes";
import { approvePurchaseDraft, approveSaleDraft } from "./drafts";
import type { FikenApp } from "./http";
import { issueDraft } from "./invoices";
import { authorizeUrl } from "./oauth-routes";
import { deletePurchase } from "./purchases";
import { badRequest, notFound } from "./refusal";
import { deleteSale } from "./sales";
import type { SandboxState } from "./state";
import type { Books } from "./world";

const consentSchema = z.strictObject({
  redirectUri: z.url(),
  state: z.string(),
  companies: z.array(z.string()).optional(),
});
const lockSchema = z.strictObject({ company: z.string(), through: z.iso.date().or(z.literal("")) });
const settingsSchema = z.strictObject({
  latencyMs: z.coerce.number().min(0).optional(),
  requestsPerSecond: z.coerce.number().positive().optional(),
  accessTokenLifetimeS: z.coerce.number().positive().optional(),
  rotateRefreshTokens: z.boolean().or(z.stringbool()).optional(),
  strictPaid: z.enum(["accept", "refuse", "require"]).optional(),
  negativeSales: z.enum(["accept", "refuse"]).optional(),
  duplicateDraftUuid: z.enum(["accept", "refuse"]).optional(),
});
const randomSchema = z.strictObject({
  seed: z.int(),
  probability: z.number().min(0).max(1),
  kinds: z.array(z.enum(FAULT_KINDS)).min(1),
  path: z.string().optional(),
});

/** What a person or a test does to the sandbox from outside the API. Forms come back to their page; JSON gets JSON. */
export function adminRoutes(app: FikenApp, state: SandboxState): void {
  app.get("/_admin/state", (c) => c.json(stateResult(state)));
  app.post("/_admin/reset", (c) => {
    state.reset();
    return done(c);
  });
  app.post("/_admin/authorize", async (c) => {
    const { companies, ...consent } = consentSchema.parse(await bodyOf(c));
    const all = [...state.world.companies.keys()];
    return c.json({ redirect: authorizeUrl(state, { ...consent, companies: companies ?? all }) });
  });
  app.get("/_admin/faults", (c) =>
    c.json(state.faults.list().map((fault) => ({ ...fault, path: String(fault.path ?? "") }))),
  );
  app.post("/_admin/faults", async (c) => {
    state.faults.add(parseFault(await bodyOf(c)));
    return done(c);
  });
  app.post("/_admin/faults/random", async (c) => {
    const { path, ...random } = randomSchema.parse(await bodyOf(c));
    state.faults.setRandom({ ...random, ...(path !== undefined && { path }) });
    return done(c);
  });
  const clear = (c: Context) => {
    state.faults.clear();
    return done(c);
  };
  app.delete("/_admin/faults", clear);
  app.post("/_admin/faults/clear", clear);
  app.post("/_admin/settings", async (c) => {
    Object.assign(state.settings, settingsSchema.parse(await bodyOf(c)));
    return done(c);
  });
  app.post("/_admin/lock", async (c) => {
    const { company, through } = lockSchema.parse(await bodyOf(c));
    state.world.books(company).lockedThrough = through || undefined;
    return done(c);
  });
  app.post("/_admin/revoke", (c) => {
    state.grants.revokeAll();
    return done(c);
  });
  app.post("/_admin/expire", (c) => {
    state.grants.expireAccessTokens();
    return done(c);
  });
  app.post("/_admin/companies/:slug/:kind/:id{\\d+}/:action{approve|delete}", (c) => {
    const { slug, kind, id, action } = c.req.param();
    act(state.world.books(slug), kind, Number(id), action);
    return done(c);
  });
  app.get("/_files/:uuid", (c) => {
    for (const books of state.world.companies.values()) {
      const file = books.files.get(c.req.param("uuid"));
      if (file) return fileResponse(file);
    }
    throw notFound("Filen");
  });
}

export const DELETED_BY_HAND = "Slettet i Fiken";

/** What a person does to a row in Fiken's own screens. Refuses what Fiken would. */
export function act(books: Books, kind: string, id: number, action: string): void {
  const sale = kind === "sales" ? books.sales.get(id) : undefined;
  const purchase = kind === "purchases" ? books.purchases.get(id) : undefined;
  if (sale && action === "delete") {
    deleteSale(books, sale, DELETED_BY_HAND);
    return;
  }
  if (purchase && action === "delete") {
    deletePurchase(books, purchase, DELETED_BY_HAND);
    return;
  }
  const acted =
    (kind === "saleDrafts" && actOnDraft(books, books.saleDrafts, approveSaleDraft, id, action)) ||
    (kind === "purchaseDrafts" &&
      actOnDraft(books, books.purchaseDrafts, approvePurchaseDraft, id, action)) ||
    (kind === "invoiceDrafts" && actOnDraft(books, books.invoiceDrafts, issueDraft, id, action)) ||
    (kind === "creditNoteDrafts" &&
      actOnDraft(books, books.creditNoteDrafts, issueCreditNoteDraft, id, action));
  if (!acted) throw badRequest(`Fant ingen ${kind} ${id} å gjøre ${action} med`);
}

/** False when there is no such draft. */
function actOnDraft<Row>(
  books: Books,
  drafts: Map<number, Row>,
  approve: (books: Books, draft: Row) => unknown,
  id: number,
  action: string,
): boolean {
  const draft = drafts.get(id);
  if (!draft) return false;
  if (action === "delete") drafts.delete(id);
  else approve(books, draft);
  return true;
}

function done(c: Context): Response {
  const form = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded");
  return form ? c.redirect(c.req.header("referer") ?? "/", 303) : c.json({ ok: true });
}

/** A JSON body, or a form's filled-in fields. */
async function bodyOf(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.startsWith("application/json")) return c.req.json();
  const form = [...(await c.req.formData())];
  return Object.fromEntries(form.filter(([, value]) => value !== ""));
}

function stateResult(state: SandboxState): unknown {
  const companies = [...state.world.companies.values()].map((books) => ({
    ...books.company,
    lockedThrough: books.lockedThrough ?? null,
    counters: books.counters,
    contacts: [...books.contacts.values()].map(withoutFiles),
    products: [...books.products.values()],
    sales: [...books.sales.values()].map(withoutFiles),
    saleDrafts: [...books.saleDrafts.values()].map(withoutFiles),
    invoices: [...books.invoices.values()].map(withoutFiles),
    invoiceDrafts: [...books.invoiceDrafts.values()].map(withoutFiles),
    creditNotes: [...books.creditNotes.values()].map(withoutFiles),
    creditNoteDrafts: [...books.creditNoteDrafts.values()].map(withoutFiles),
    purchases: [...books.purchases.values()].map(withoutFiles),
    purchaseDrafts: [...books.purchaseDrafts.values()].map(withoutFiles),
    journal: [...books.journal.values()].map(withoutFiles),
  }));
  const { violations, slowdowns, settings } = state;
  const { clientSecret, ...shown } = settings;
  const requests = state.requests.map(({ token, ...request }) => request);
  const crashes = state.crashes.map(String);
  return { companies, requests, violations, slowdowns, crashes, settings: shown };
}

/** Files as their names: their content is not for JSON. */
function withoutFiles<Row extends object>(row: Row): unknown {
  const names = (files: { filename: string }[]) => files.map(({ filename }) => filename);
  const files = row as { attachments?: { filename: string }[]; documents?: { filename: string }[] };
  return {
    ...row,
    ...(files.attachments && { attachments: names(files.attachments) }),
    ...(files.documents && { documents: names(files.documents) }),
  };
}
