import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv, SandboxContext } from "../context";
import { notFound } from "../refusal";
import { isoDateTime } from "../time";
import { readBody, writing } from "./body";
import { numberParam } from "./keys";
import { listOf, oneOf } from "./listing";
import { presentPaymentTerm, presentRow } from "./present-parties";

/** Who is asking, and the small lists that the other entities point at. */
export function accountRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const { quirks } = context;

  app.get("/self", (c) => {
    const agreement = c.get("agreement");
    return c.json({
      user_account: {
        id: agreement.id,
        company_name: agreement.companyName,
        company_vat: agreement.companyVat,
        address: {
          street: agreement.street,
          street2: null,
          city: agreement.city,
          zipcode: agreement.zipcode,
          country: agreement.country,
        },
      },
      user: { id: agreement.id * 10, name: agreement.userName, email: agreement.userEmail },
    });
  });

  app.get("/users", (c) => {
    const { id, userName: name, userEmail: email } = c.get("agreement");
    const user = { number: id * 10, id: id * 10, name, email };
    return listOf(c, quirks, { plural: "users", rows: [user], present: (row) => row });
  });

  mountSettings(app, context);
  mountPaymentTerms(app, context);
  mountNamedLists(app, context);
  mountCurrencies(app, context);
  return app;
}

function mountSettings(app: Hono<ApiEnv>, context: SandboxContext): void {
  app.get("/settings", (c) => {
    const settings = [...c.get("agreement").settings].map(([identifier, setting]) => ({
      identifier,
      ...setting,
    }));
    return c.json({ settings });
  });
  app.get("/settings/:identifier", (c) => {
    const identifier = c.req.param("identifier");
    const setting = c.get("agreement").settings.get(identifier);
    if (!setting) throw notFound();
    return c.json({ identifier, ...setting });
  });
  app.put("/settings/:identifier", async (c) => {
    const identifier = c.req.param("identifier");
    const setting = c.get("agreement").settings.get(identifier);
    if (!setting) throw notFound();
    const { value } = await readBody(c, context, z.object({ value: z.unknown() }));
    setting.value = value;
    return c.json({ identifier, ...setting });
  });
}

const paymentTermSchema = z.object({
  number: z.int().min(1).optional(),
  name: z.string().min(1).max(255),
  description: z.string().nullish(),
  maturity_days: z.int().min(0).max(32_767),
  type: z.string(),
});

function mountPaymentTerms(app: Hono<ApiEnv>, context: SandboxContext): void {
  app.get("/payment-terms", (c) =>
    listOf(c, context.quirks, {
      plural: "payment_terms",
      rows: c.get("agreement").paymentTerms.list(),
      present: (term) => presentPaymentTerm(context.url, term),
    }),
  );
  app.get("/payment-terms/:number", (c) => {
    const term = c.get("agreement").paymentTerms.get(numberParam(c));
    return oneOf(c, "payment_term", presentPaymentTerm(context.url, term));
  });
  app.post("/payment-terms", async (c) => {
    const input = await readBody(c, context, paymentTermSchema);
    const agreement = c.get("agreement");
    const now = new Date();
    const term = await writing(c, () => {
      const number = input.number ?? agreement.paymentTerms.nextNumber();
      const description = input.description ?? null;
      const row = { ...input, number, description, created_at: now, updated_at: now };
      agreement.announce({ event: "payment_terms.created", keyName: "number", key: number });
      return agreement.paymentTerms.insert(row);
    });
    return oneOf(c, "payment_term", presentPaymentTerm(context.url, term), 201);
  });
}

const namedLists = [
  ["units", "unit", "units"],
  ["layouts", "layout", "layouts"],
  ["locations", "location", "locations"],
  ["employees", "employee", "employees"],
  ["customer-groups", "customer_group", "customerGroups"],
  ["supplier-groups", "supplier_group", "supplierGroups"],
] as const;

const groupSchema = z.object({
  number: z.int().min(1).optional(),
  name: z.string().min(1).max(255),
});

function mountNamedLists(app: Hono<ApiEnv>, context: SandboxContext): void {
  for (const [path, singular, table] of namedLists) {
    app.get(`/${path}`, (c) =>
      listOf(c, context.quirks, {
        plural: `${singular}s`,
        rows: c.get("agreement")[table].list(),
        present: (row) => presentRow(context.url, path, row),
      }),
    );
    app.get(`/${path}/:number`, (c) => {
      const row = c.get("agreement")[table].get(Number(numberParam(c)));
      return oneOf(c, singular, presentRow(context.url, path, row));
    });
  }
  for (const [path, singular, table] of namedLists) {
    if (table === "employees" || table === "locations" || table === "layouts") continue;
    app.post(`/${path}`, async (c) => {
      const input = await readBody(c, context, groupSchema);
      const rows = c.get("agreement")[table];
      const now = new Date();
      const number = input.number ?? rows.nextNumber();
      const row = rows.insert({ name: input.name, number, created_at: now, updated_at: now });
      return oneOf(c, singular, presentRow(context.url, path, row), 201);
    });
  }
}

/** The 2018 description says `/currency`, newer ones say `/currencies`. */
function mountCurrencies(app: Hono<ApiEnv>, { quirks }: SandboxContext): void {
  for (const path of ["currency", "currencies"] as const) {
    const refuseOther = () => {
      if (quirks.currencyPath !== "both" && quirks.currencyPath !== path) throw notFound();
    };
    app.get(`/${path}`, (c) => {
      refuseOther();
      return listOf(c, quirks, {
        plural: "currencies",
        rows: c.get("agreement").currencies.list(),
        present: presentCurrency,
      });
    });
    app.get(`/${path}/:code`, (c) => {
      refuseOther();
      const currency = c.get("agreement").currencies.get(c.req.param("code"));
      return oneOf(c, "currency", presentCurrency(currency));
    });
  }
}

function presentCurrency(row: { number: string; rate: number; updated_at: Date }) {
  const { number: code, rate, updated_at } = row;
  return { code, rate, is_custom: false, updated_at: isoDateTime(updated_at) };
}
