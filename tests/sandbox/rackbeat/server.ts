import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { FaultPlan, type PhaseHook } from "@/tests/sandbox/kernel/faults";
import { type AdminMethods, adminMethods } from "./admin/methods";
import { adminRoutes } from "./admin/routes";
import { api } from "./api/api";
import { RateLimit } from "./api/rate-limit";
import type { ApiEnv, RequestLogEntry, SandboxContext } from "./context";
import { installRoutes, startInstall } from "./install";
import { pages } from "./pages/pages";
import { DEFAULT_QUIRKS, type Quirks } from "./quirks";
import { seedWorld } from "./seed/seed";
import { webhookData } from "./webhooks/data";
import {
  DEFAULT_WEBHOOK_SETTINGS,
  WebhookDispatcher,
  type WebhookSettings,
} from "./webhooks/dispatcher";
import { WEBHOOK_EVENTS } from "./webhooks/events";
import { type AccessToken, World } from "./world/world";

export type RackbeatSandboxOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  /** 127.0.0.1, so that its pages are another site than an app on localhost. */
  host?: string;
  /** The app under test: onboarding happens at `{appUrl}/install/rackbeat?token=…`. */
  appUrl?: string;
  appSlug?: string;
  /** Where the simulated Fiken's ledger is, for a link. */
  fikenUrl?: string;
  /** Added to every API answer. */
  latencyMs?: number;
  seed?: "norwegian" | "empty";
  agreements?: number;
  webhook?: Partial<WebhookSettings>;
  /** The event names it knows; every other is refused with 422. */
  events?: readonly string[];
  quirks?: Partial<Quirks>;
};

export type RackbeatSandbox = AdminMethods & {
  url: string;
  apiUrl: string;
  world: World;
  faults: FaultPlan;
  quirks: Quirks;
  webhookSettings: WebhookSettings;
  dispatcher: WebhookDispatcher;
  requests: RequestLogEntry[];
  /** Called around every request's commit. */
  hook: PhaseHook | undefined;
  /** The onboarding address with a fresh token. */
  startInstall: (agreementId: number) => string;
  /** A manual API key, as a user makes one in the settings. */
  apiKey: (agreementId: number, scopes?: AccessToken["scopes"]) => string;
  /** Forgets how many requests each token has made. */
  resetRateLimit: () => void;
  close: () => Promise<void>;
};

/** Starts a simulated Rackbeat: REST API, install handshake, webhooks and pages for people. */
export async function startRackbeatSandbox(
  options: RackbeatSandboxOptions = {},
): Promise<RackbeatSandbox> {
  const context = contextFrom(options);
  seedWorld(context.world, options.seed ?? "norwegian", options.agreements ?? 2);

  const app = new Hono<ApiEnv>();
  app.route("/api", api(context));
  app.route("/integration", installRoutes(context));
  app.route("/_admin", adminRoutes(context));
  app.route("/", pages(context));

  const { host = "127.0.0.1", port = 0 } = options;
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, host);
  await once(server, "listening");
  // A TCP server that listens has an address of this kind, not a pipe's name.
  context.url = `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    ...adminMethods(context),
    url: context.url,
    apiUrl: `${context.url}/api`,
    world: context.world,
    faults: context.faults,
    quirks: context.quirks,
    webhookSettings: context.dispatcher.settings,
    dispatcher: context.dispatcher,
    requests: context.requests,
    get hook() {
      return context.hook;
    },
    set hook(hook) {
      context.hook = hook;
    },
    startInstall: (agreementId) => startInstall(context, agreementId),
    apiKey: (agreementId, scopes) => context.world.issueAccessToken(agreementId, null, scopes),
    resetRateLimit: () => context.rateLimit.clear(),
    close: async () => {
      context.dispatcher.close();
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}

function contextFrom(options: RackbeatSandboxOptions): SandboxContext {
  const quirks: Quirks = { ...DEFAULT_QUIRKS, ...options.quirks };
  const world = new World(quirks, (agreement, happening) =>
    dispatcher.dispatch(agreement, happening),
  );
  const dispatcher = new WebhookDispatcher(
    { ...DEFAULT_WEBHOOK_SETTINGS, ...options.webhook },
    (agreement, happening) => webhookData(context.url, agreement, happening),
    ({ agreementId, webhookId }) => world.agreement(agreementId).webhooks.find(webhookId),
  );
  const context: SandboxContext = {
    url: "",
    appUrl: options.appUrl ?? "http://localhost:3000",
    appSlug: options.appSlug ?? "fiken",
    appName: "Fiken",
    fikenUrl: options.fikenUrl ?? null,
    latencyMs: options.latencyMs ?? 0,
    events: options.events ?? WEBHOOK_EVENTS,
    quirks,
    world,
    dispatcher,
    faults: new FaultPlan(),
    rateLimit: new RateLimit(),
    requests: [],
    hook: undefined,
  };
  return context;
}
