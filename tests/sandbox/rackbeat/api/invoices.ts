import { type Context, Hono } from "hono";
import { z } from "zod";
import type { ApiEnv, SandboxContext } from "../context";
import { invoicePdf } from "../pdf";
import type { Agreement } from "../world/agreement";
import {
  bookInvoice,
  createCreditNote,
  createInvoice,
  deleteInvoice,
  invoiceUpdateSchema,
  unbookInvoice,
  updateInvoice,
} from "../world/invoices";
import type { Invoice, InvoiceKind } from "../world/rows";
import { readBody, writing } from "./body";
import { parseFields } from "./fields";
import { numberParam } from "./keys";
import { between, equals, isTrue, listOf, oneOf } from "./listing";
import { presentInvoice } from "./present-invoices";

const bookSchema = z.object({
  suppress_webhooks: z.boolean().optional(),
  mail: z.object({ send: z.boolean() }).loose().optional(),
  mark_received: z.boolean().optional(),
  use_invoice_date: z.boolean().optional(),
});

/** `/customer-invoices` and `/supplier-invoices`; credit notes stand in the same lists. */
export function invoiceRoutes(context: SandboxContext, kind: InvoiceKind): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const singular = `${kind}_invoice`;
  const presenter = (c: Context<ApiEnv>) => {
    const [agreement, itemsAsked] = [c.get("agreement"), asksForItems(c.req.query("fields"))];
    return (invoice: Invoice) => presentInvoice(context.url, agreement, invoice, itemsAsked);
  };
  const one = (c: Context<ApiEnv>, invoice: Invoice, status: 200 | 201 = 200) =>
    oneOf(c, singular, presenter(c)(invoice), status);
  const changing =
    (change: (agreement: Agreement, number: string) => Invoice, status: 200 | 201 = 200) =>
    async (c: Context<ApiEnv>) =>
      one(c, await writing(c, () => change(c.get("agreement"), numberParam(c))), status);

  const list = (c: Context<ApiEnv>, draftsOnly: boolean) =>
    listOf(c, context.quirks, {
      plural: `${singular}s`,
      rows: c
        .get("agreement")
        .invoices(kind)
        .list()
        .filter((invoice) => !draftsOnly || !invoice.is_booked),
      present: presenter(c),
      filters: filtersOf(kind),
      aliases: { [`${kind}_id`]: "party" },
    });
  app.get("/", (c) => list(c, false));
  app.get("/drafts", (c) => list(c, true));

  for (const path of ["/", "/drafts"]) {
    app.post(path, async (c) => {
      const input = await readBody(c, context, invoiceUpdateSchema);
      const invoice = await writing(c, () => createInvoice(c.get("agreement"), kind, input));
      return one(c, invoice, 201);
    });
  }

  app.get("/:number", async (c) => {
    const agreement = c.get("agreement");
    const [, number, wantsPdf] = /^(.*?)(\.pdf)?$/.exec(numberParam(c)) ?? [];
    const invoice = agreement.invoices(kind).get(number ?? "");
    if (!wantsPdf) return one(c, invoice);
    return c.body(await invoicePdf(agreement, invoice), 200, { "Content-Type": "application/pdf" });
  });

  app.put("/:number", async (c) => {
    const input = await readBody(c, context, invoiceUpdateSchema);
    return changing((agreement, number) => updateInvoice(agreement, kind, number, input))(c);
  });

  app.delete("/:number", async (c) => {
    await writing(c, () => deleteInvoice(c.get("agreement"), kind, numberParam(c)));
    return c.json({ message: "Ok" });
  });

  app.post("/:number/book", async (c) => {
    await readBody(c, context, bookSchema);
    return changing((agreement, number) => bookInvoice(agreement, kind, number))(c);
  });
  app.post(
    "/:number/unbook",
    changing((agreement, number) => unbookInvoice(agreement, kind, number)),
  );
  app.post(
    "/:number/create-creditnote",
    changing((agreement, number) => createCreditNote(agreement, kind, number), 201),
  );
  return app;
}

function filtersOf(kind: InvoiceKind) {
  return {
    is_booked: isTrue<Invoice>("is_booked"),
    is_paid: isTrue<Invoice>("is_paid"),
    is_creditnote: isTrue<Invoice>("is_creditnote"),
    [`${kind}_number`]: equals<Invoice>("party"),
    ...between<Invoice>(kind, "party"),
    ...between<Invoice>("invoice_date", "invoice_date"),
    ...between<Invoice>("date", "invoice_date"),
  };
}

function asksForItems(fields: string | undefined): boolean {
  if (fields === undefined) return false;
  return parseFields(fields).get("lines")?.has("item") ?? false;
}
