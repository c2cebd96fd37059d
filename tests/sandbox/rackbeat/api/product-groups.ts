import { Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import type { Agreement } from "../world/agreement";
import {
  createProductGroup,
  deleteProductGroup,
  productGroupCreateSchema,
  productGroupUpdateSchema,
  updateProductGroup,
} from "../world/product-groups";
import type { ProductGroup } from "../world/rows";
import { readBody, writing } from "./body";
import { numberParam } from "./keys";
import { between, isTrue, listOf, oneOf } from "./listing";
import { presentRow } from "./present-parties";

export function productGroupRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const present = (agreement: Agreement, group: ProductGroup) => ({
    ...presentRow(context.url, "product-groups", group),
    num_products: agreement.products.list().filter(({ group_id }) => group_id === group.number)
      .length,
  });
  const filters = {
    is_sellable: isTrue<ProductGroup>("is_sellable"),
    is_draft: isTrue<ProductGroup>("is_draft"),
    ...between<ProductGroup>("group", "number"),
  };

  app.get("/", (c) => {
    const agreement = c.get("agreement");
    return listOf(c, context.quirks, {
      plural: "product_groups",
      rows: agreement.productGroups.list(),
      present: (group) => present(agreement, group),
      filters,
    });
  });

  app.post("/", async (c) => {
    const input = await readBody(c, context, productGroupCreateSchema);
    const agreement = c.get("agreement");
    const group = await writing(c, () => createProductGroup(agreement, input));
    return oneOf(c, "product_group", present(agreement, group), 201);
  });

  app.get("/:number", (c) => {
    const agreement = c.get("agreement");
    const group = agreement.productGroups.get(numberParam(c));
    return oneOf(c, "product_group", present(agreement, group));
  });

  app.put("/:number", async (c) => {
    const input = await readBody(c, context, productGroupUpdateSchema);
    const agreement = c.get("agreement");
    const group = await writing(c, () => updateProductGroup(agreement, numberParam(c), input));
    return oneOf(c, "product_group", present(agreement, group));
  });

  app.delete("/:number", async (c) => {
    await writing(c, () => deleteProductGroup(c.get("agreement"), numberParam(c)));
    return c.json({ message: "Ok" });
  });
  return app;
}
