import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv, SandboxContext } from "../context";
import { notFound } from "../refusal";
import {
  createItem,
  deleteItem,
  itemCreateSchema,
  itemUpdateSchema,
  updateItem,
} from "../world/items";
import type { Item } from "../world/rows";
import { readBody, writing } from "./body";
import { itemNumberParam } from "./keys";
import { between, isTrue, listOf, oneOf } from "./listing";
import { presentItem, presentLotLine } from "./present-items";

const filters = {
  is_barred: isTrue<Item>("is_barred"),
  ...between<Item>("item", "number"),
  ...between<Item>("group", "group_id"),
  ...between<Item>("item_group", "group_id"),
};

/** `/products` and `/lots`: one series of numbers. */
export function itemRoutes(context: SandboxContext, type: Item["type"]): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const table = type === "product" ? "products" : "lots";

  app.get("/", (c) => {
    const agreement = c.get("agreement");
    return listOf(c, context.quirks, {
      plural: table,
      rows: agreement[table].list(),
      present: (item) => presentItem(context.url, agreement, item),
      filters,
    });
  });

  app.post("/", async (c) => {
    const input = await readBody(c, context, itemCreateSchema);
    const agreement = c.get("agreement");
    const item = await writing(c, () => createItem(agreement, type, input));
    return oneOf(c, type, presentItem(context.url, agreement, item), 201);
  });

  app.post("/bulk/delete", async (c) => {
    const { ids } = await readBody(c, context, z.object({ ids: z.array(z.string()) }));
    await writing(c, () => {
      for (const number of ids) deleteItem(c.get("agreement"), type, number);
    });
    return c.json({ message: "Ok" });
  });

  app.get("/:number", (c) => {
    const agreement = c.get("agreement");
    const item = agreement[table].get(itemNumberParam(c, context.quirks));
    return oneOf(c, type, presentItem(context.url, agreement, item));
  });

  app.put("/:number", async (c) => {
    const input = await readBody(c, context, itemUpdateSchema);
    const agreement = c.get("agreement");
    const number = itemNumberParam(c, context.quirks);
    const item = await writing(c, () => updateItem(agreement, type, number, input));
    return oneOf(c, type, presentItem(context.url, agreement, item));
  });

  app.delete("/:number", async (c) => {
    const number = itemNumberParam(c, context.quirks);
    await writing(c, () => deleteItem(c.get("agreement"), type, number));
    return c.json({ message: "Ok" });
  });

  if (type === "lot") {
    app.get("/:number/lines", (c) => {
      const agreement = c.get("agreement");
      const { lines } = agreement.lots.get(itemNumberParam(c, context.quirks));
      const present = (line: (typeof lines)[number]) => presentLotLine(agreement, line);
      return listOf(c, context.quirks, { plural: "lines", rows: lines, present });
    });
  }
  return app;
}

/** `/items`: products and lots together, for reading only. */
export function itemUnionRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get("/", (c) => {
    const agreement = c.get("agreement");
    return listOf(c, context.quirks, {
      plural: "items",
      rows: [...agreement.products.list(), ...agreement.lots.list()],
      present: (item) => presentItem(context.url, agreement, item),
      filters,
    });
  });
  app.get("/:number", (c) => {
    const agreement = c.get("agreement");
    const item = agreement.findItem(itemNumberParam(c, context.quirks));
    if (!item) throw notFound();
    return oneOf(c, "item", presentItem(context.url, agreement, item));
  });
  return app;
}
