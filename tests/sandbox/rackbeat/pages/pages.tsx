/** @jsxImportSource hono/jsx */
import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { answerRefusal } from "../api/api";
import type { ApiEnv, SandboxContext } from "../context";
import { startInstall, uninstall } from "../install";
import { invoicePdf } from "../pdf";
import { notFound } from "../refusal";
import type { Agreement } from "../world/agreement";
import { AppSettingsPage } from "./app-settings";
import { AppsPage } from "./apps";
import { InvoicesPage } from "./invoices";
import { LatestInvoices } from "./latest-invoices";
import { inAgreement } from "./layout";
import { WebhooksPage } from "./webhooks";

const ASSET_TYPES = new Map([
  ["rackbeat.css", "text/css; charset=utf-8"],
  ["frame.js", "text/javascript; charset=utf-8"],
  ["panel.js", "text/javascript; charset=utf-8"],
]);

/** Rackbeat's screens, as much of them as a person needs to try the app. */
export function pages(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const appPath = `/settings/apps/${context.appSlug}`;
  const show = (page: (agreement: Agreement) => Child) => (c: Context<ApiEnv>) =>
    c.html(`<!doctype html>${String(page(agreementOf(context, c)))}`);

  app.get("/", (c) => c.redirect("/settings/apps"));
  app.get(
    "/settings/apps",
    show((agreement) => <AppsPage context={context} agreement={agreement} />),
  );
  app.get(
    appPath,
    show((agreement) => <AppSettingsPage context={context} agreement={agreement} />),
  );
  app.get(
    "/settings/webhooks",
    show((agreement) => <WebhooksPage context={context} agreement={agreement} />),
  );
  app.get(
    "/invoices",
    show((agreement) => <InvoicesPage context={context} agreement={agreement} />),
  );
  app.get(`${appPath}/latest`, (c) =>
    c.html(<LatestInvoices context={context} agreement={agreementOf(context, c)} />),
  );

  app.post(`${appPath}/install`, (c) =>
    c.redirect(startInstall(context, agreementOf(context, c).id), 303),
  );
  app.post(`${appPath}/uninstall`, (c) => {
    const agreement = agreementOf(context, c);
    uninstall(context, agreement.id, context.appSlug);
    return c.redirect(inAgreement("/settings/apps", agreement), 303);
  });
  app.post("/settings/webhooks/:id/resend", (c) => {
    context.dispatcher.resend(Number(c.req.param("id")));
    return c.redirect(inAgreement("/settings/webhooks", agreementOf(context, c)), 303);
  });

  app.get("/sales/customer-invoices/:number", (c) => c.redirect("/invoices"));
  app.get("/invoices/:kind/:file", async (c) => {
    const kind = c.req.param("kind") === "supplier" ? "supplier" : "customer";
    const agreement = agreementOf(context, c);
    const invoice = agreement.invoices(kind).get(c.req.param("file").replace(/\.pdf$/, ""));
    return c.body(await invoicePdf(agreement, invoice), 200, { "Content-Type": "application/pdf" });
  });
  app.get("/assets/:name", (c) => {
    const name = c.req.param("name");
    const type = ASSET_TYPES.get(name);
    if (!type) throw notFound();
    const text = readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
    return c.body(text, 200, { "Content-Type": type, "Cache-Control": "no-cache" });
  });
  app.onError(answerRefusal);
  return app;
}

function agreementOf({ world }: SandboxContext, c: Context<ApiEnv>): Agreement {
  const [first] = world.agreements.keys();
  return world.agreement(Number(c.req.query("agreement") ?? first));
}
