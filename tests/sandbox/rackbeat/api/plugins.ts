import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv, SandboxContext } from "../context";
import { forbidden, notFound } from "../refusal";
import { isoDateTime } from "../time";
import { refuseUnsafeUrl } from "../webhooks/registry";
import { readBody } from "./body";
import { listOf } from "./listing";

/** What an installed app does with itself: its settings page, its token, and whether it is still there. */
export function pluginRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.post("/plugins/:slug/set-settings-url", async (c) => {
    const slug = c.req.param("slug");
    const input = await readBody(c, context, z.object({ settings_url: z.string().max(2048) }));
    refuseUnsafeUrl(input.settings_url, "settings_url");
    const plugin = c.get("agreement").plugins.get(slug);
    if (!plugin) throw notFound();
    const owner = c.get("token").pluginSlug;
    if (owner !== null && owner !== slug) throw forbidden("This action is unauthorized.");
    plugin.settingsUrl = input.settings_url;
    return c.json({ message: "Ok" });
  });

  app.get("/user-account-plugins", (c) => {
    const rows = [...c.get("agreement").plugins.values()].map((plugin, at) => ({
      number: at + 1,
      id: at + 1,
      app_slug: plugin.slug,
      name: plugin.name,
      settings_url: plugin.settingsUrl,
      is_active: true,
      created_at: isoDateTime(plugin.installedAt),
    }));
    return listOf(c, context.quirks, {
      plural: "user_account_plugins",
      rows,
      present: (row) => row,
    });
  });

  app.post("/tokens/replace-current", (c) => {
    const [agreement, old] = [c.get("agreement"), c.get("token")];
    const token = context.world.issueAccessToken(agreement.id, old.pluginSlug, old.scopes);
    if (old.pluginSlug) agreement.plugins.get(old.pluginSlug)?.accessTokens.push(token);
    old.revoked = context.quirks.replacedToken === "dies";
    return c.json({ token });
  });
  return app;
}
