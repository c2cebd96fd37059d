/** @jsxImportSource hono/jsx */
import type { FikenApp } from "./http";
import { LedgerPage } from "./pages/ledger";
import { PanelPage } from "./pages/panel";
import { notFound } from "./refusal";
import type { SandboxState } from "./state";

/** The pages for people: the books, and the control panel. */
export function pageRoutes(app: FikenApp, state: SandboxState): void {
  app.get("/", (c) => {
    const { world } = state;
    const slug = c.req.query("foretak") ?? [...world.companies.keys()][0] ?? "";
    const books = world.companies.get(slug);
    if (!books) throw notFound("Foretaket");
    return c.html(<LedgerPage world={world} books={books} />);
  });
  // Whatever page of a company is asked for: its books are all that there is to see.
  app.get("/foretak/:slug/*", (c) => c.redirect(`/?foretak=${c.req.param("slug")}`));
  app.get("/_panel", (c) => c.html(<PanelPage state={state} />));
}
