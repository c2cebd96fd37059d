import type { MiddlewareHandler } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import { forbidden, Refusal } from "../refusal";

/** Bearer token per agreement: 401 as Laravel words it, 429 by token, 403 outside the token's scopes. */
export function authenticate(context: SandboxContext): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const [, accessToken = ""] = /^Bearer (.+)$/.exec(c.req.header("Authorization") ?? "") ?? [];
    const token = context.world.accessTokens.get(accessToken);
    if (!token || token.revoked) throw new Refusal(401, { message: "Unauthenticated." });

    c.get("logEntry").agreementId = token.agreementId;
    const limit = context.quirks.requestsPerMinute;
    for (const [name, value] of Object.entries(context.rateLimit.use(accessToken, limit))) {
      c.header(name, value);
    }
    const [area = ""] = c.req.path.replace(/^\/api\//, "").split("/");
    if (token.scopes !== "all" && ![...token.scopes, "self"].includes(area)) {
      throw forbidden("This action is unauthorized.");
    }
    if (area === "lots" && context.quirks.lots === "forbidden") {
      throw forbidden("Your plan does not include lots.");
    }
    c.set("agreement", context.world.agreement(token.agreementId));
    c.set("token", token);
    c.set("accessToken", accessToken);
    await next();
  };
}
