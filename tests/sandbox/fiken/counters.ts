import { type FikenApp, readOptionalBody } from "./http";
import { badRequest, Refusal } from "./refusal";
import { counterRequest } from "./request-schemas";

/** Number series of invoices and credit notes. Reading one that was never started answers 401, as Fiken does. */
export function counterRoutes(api: FikenApp, kind: "invoice" | "creditNote"): void {
  const name = kind === "invoice" ? "Invoice" : "Credit note";
  const path = `/${kind}s/counter`;

  api.get(path, (c) => {
    const value = c.get("books").counters[kind];
    if (value === undefined) {
      throw new Refusal(401, `${name} counter not initialized`, { shape: "message" });
    }
    return c.json({ value });
  });
  api.post(path, async (c) => {
    const { value = 10_000 } = await readOptionalBody(c, counterRequest);
    const { counters } = c.get("books");
    if (counters[kind] !== undefined) throw badRequest(`${name} counter already initialized`);
    counters[kind] = value;
    return c.body(null, 201);
  });
}
