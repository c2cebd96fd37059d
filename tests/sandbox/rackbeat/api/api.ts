import { type Context, Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import { Refusal } from "../refusal";
import { accountRoutes } from "./account";
import { authenticate } from "./authenticate";
import { conduct, logStatus } from "./conduct";
import { inventoryRoutes } from "./inventory";
import { invoiceRoutes } from "./invoices";
import { itemRoutes, itemUnionRoutes } from "./items";
import { partyRoutes } from "./parties";
import { pluginRoutes } from "./plugins";
import { productGroupRoutes } from "./product-groups";
import { webhookRoutes } from "./webhooks";

/** The REST API under `/api`. */
export function api(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use(logStatus(), conduct(context), authenticate(context));
  app.route("/", accountRoutes(context));
  app.route("/", pluginRoutes(context));
  app.route("/customers", partyRoutes(context, "customer"));
  app.route("/suppliers", partyRoutes(context, "supplier"));
  app.route("/product-groups", productGroupRoutes(context));
  app.route("/products", itemRoutes(context, "product"));
  app.route("/lots", itemRoutes(context, "lot"));
  app.route("/items", itemUnionRoutes(context));
  app.route("/customer-invoices", invoiceRoutes(context, "customer"));
  app.route("/supplier-invoices", invoiceRoutes(context, "supplier"));
  app.route("/inventory-adjustments", inventoryRoutes(context));
  app.route("/webhooks", webhookRoutes(context));
  app.all("*", (c) => c.json({ message: "Not found." }, 404));
  app.onError(answerRefusal);
  return app;
}

/** A refusal becomes its answer; anything else is a fault of the sandbox and says so. */
export function answerRefusal(error: Error, c: Context<ApiEnv>): Response {
  if (error instanceof Refusal) return c.json(error.body, error.status, error.headers);
  console.error("The simulated Rackbeat failed:", error);
  return c.json({ message: "Server Error", error: String(error) }, 500);
}
