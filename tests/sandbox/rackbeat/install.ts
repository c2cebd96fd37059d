import { Hono } from "hono";
import { answerRefusal } from "./api/api";
import { conduct, logStatus } from "./api/conduct";
import type { ApiEnv, SandboxContext } from "./context";

/** The install handshake on the web host. Nobody is authenticated: the token in the path is the proof. */
export function installRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const { appName, appSlug, quirks, world } = context;
  app.use(logStatus(), conduct(context));

  app.post("/accept/:token", (c) => {
    const { agreement, accessToken } = world.acceptInstall(c.req.param("token"), appName);
    c.get("logEntry").agreementId = agreement.id;
    const back = `${context.url}/settings/apps/${appSlug}?agreement=${agreement.id}`;
    return c.json({
      access_token: accessToken,
      app_slug: appSlug,
      redirect_to: quirks.redirectTo === "null" ? null : back,
    });
  });

  app.post("/cancel/:token", (c) => {
    world.cancelInstall(c.req.param("token"));
    return c.json({ message: "Ok" });
  });

  app.onError(answerRefusal);
  return app;
}

/** Where the browser is sent to install: the app's onboarding address with a fresh token. */
export function startInstall(context: SandboxContext, agreementId: number): string {
  const url = new URL("/install/rackbeat", context.appUrl);
  url.searchParams.set("token", context.world.startInstall(agreementId, context.appSlug));
  return url.toString();
}

/**
 * Removes the app. The order of `plugin.uninstalled` and the token's death is unknown, so it is a quirk;
 * the app's webhooks go too, but only after they were told.
 */
export function uninstall(
  { world, quirks }: SandboxContext,
  agreementId: number,
  slug: string,
): void {
  const agreement = world.agreement(agreementId);
  if (quirks.tokenDeadBeforeUninstall) world.revokePluginTokens(agreementId, slug);
  agreement.plugins.delete(slug);
  agreement.announce({ event: "plugin.uninstalled", keyName: "id", key: slug });
  world.revokePluginTokens(agreementId, slug);
  if (!quirks.uninstallRemovesWebhooks) return;
  for (const webhook of agreement.webhooks.list()) {
    if (webhook.pluginSlug === slug) agreement.webhooks.remove(webhook.number);
  }
}
