import { Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import { adjustmentSchema, bookAdjustment, createAdjustment } from "../world/adjustments";
import type { InventoryAdjustment } from "../world/rows";
import { readBody, writing } from "./body";
import { numberParam } from "./keys";
import { listOf, oneOf } from "./listing";
import { presentRow } from "./present-parties";

/** `/inventory-adjustments`: made as a draft, changes the stock when booked. */
export function inventoryRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const present = (adjustment: InventoryAdjustment) => {
    const { number: id, ...rest } = presentRow(context.url, "inventory-adjustments", adjustment);
    return { id, ...rest };
  };

  app.get("/", (c) => {
    const rows = c.get("agreement").adjustments.list();
    return listOf(c, context.quirks, { plural: "inventory_regulations", rows, present });
  });
  app.post("/", async (c) => {
    const input = await readBody(c, context, adjustmentSchema);
    const adjustment = await writing(c, () => createAdjustment(c.get("agreement"), input));
    return oneOf(c, "inventory_regulation", present(adjustment), 201);
  });
  app.get("/:number", (c) => {
    const adjustment = c.get("agreement").adjustments.get(numberParam(c));
    return oneOf(c, "inventory_regulation", present(adjustment));
  });
  app.post("/:number/book", async (c) => {
    const adjustment = await writing(c, () => bookAdjustment(c.get("agreement"), numberParam(c)));
    return oneOf(c, "inventory_regulation", present(adjustment));
  });
  return app;
}
