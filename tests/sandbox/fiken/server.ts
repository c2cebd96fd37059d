import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { FaultPlan, PhaseHook } from "../kernel/faults";
import { act } from "./admin";
import { createApp } from "./app";
import type { Grants } from "./grants";
import { authorizeUrl } from "./oauth-routes";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { type RequestRecord, SandboxState, type Seed } from "./state";
import type { World } from "./world";

export type FikenSandboxOptions = Partial<Settings> & {
  /** 0, the default, takes a free one. */
  port?: number;
  host?: string;
  seed?: Seed;
  now?: () => Date;
};

export type DraftKind = "saleDrafts" | "purchaseDrafts" | "invoiceDrafts" | "creditNoteDrafts";

/** A running Fiken. The methods are what a person does in Fiken's own screens. */
export type FikenSandbox = {
  url: string;
  /** What `FIKEN_API_URL` should be. */
  apiUrl: string;
  /** What `FIKEN_OAUTH_URL` should be. */
  oauthUrl: string;
  readonly world: World;
  readonly grants: Grants;
  readonly faults: FaultPlan;
  hook: PhaseHook | undefined;
  readonly settings: Settings;
  readonly requests: RequestRecord[];
  readonly violations: number;
  readonly slowdowns: number;
  readonly crashes: unknown[];
  /** An access token for the companies (all of them by default), without the OAuth dance. */
  connect(companies?: string[]): string;
  /** Where Fiken would send the browser after "Godta". */
  authorize(consent: { redirectUri: string; state: string; companies?: string[] }): string;
  approveDraft(draftId: number, kind?: DraftKind): void;
  deleteDraft(draftId: number, kind?: DraftKind): void;
  deleteSale(saleId: number): void;
  deletePurchase(purchaseId: number): void;
  /** Locks a company's books through a day; undefined opens them. */
  lockPeriod(slug: string, through: string | undefined): void;
  revokeGrant(): void;
  expireAccessTokens(): void;
  reset(): void;
  close(): Promise<void>;
};

/** Starts a simulated Fiken on its own port. Everything is in memory and gone at `close`. */
export async function startFikenSandbox(options: FikenSandboxOptions = {}): Promise<FikenSandbox> {
  const { port = 0, host = "127.0.0.1", seed = "norwegian", now, ...settings } = options;
  const state = new SandboxState(
    { ...DEFAULT_SETTINGS, ...settings },
    seed,
    now ?? (() => new Date()),
  );
  const server = createAdaptorServer({ fetch: createApp(state).fetch }) as Server;
  const url = `http://${host}:${await listen(server, port, host)}`;
  return {
    url,
    apiUrl: `${url}/api/v2`,
    oauthUrl: `${url}/oauth`,
    get world() {
      return state.world;
    },
    get grants() {
      return state.grants;
    },
    faults: state.faults,
    get hook() {
      return state.hook;
    },
    set hook(hook) {
      state.hook = hook;
    },
    settings: state.settings,
    get requests() {
      return state.requests;
    },
    get violations() {
      return state.violations;
    },
    get slowdowns() {
      return state.slowdowns;
    },
    get crashes() {
      return state.crashes;
    },
    ...actionsOf(state),
    close: () => close(server),
  };
}

function actionsOf(state: SandboxState) {
  const actOn = (kind: string, id: number, action: "approve" | "delete") => {
    for (const books of state.world.companies.values()) {
      const rows = books[kind as DraftKind | "sales" | "purchases"];
      if (rows.has(id)) return act(books, kind, id, action);
    }
    throw new Error(`The Fiken sandbox has no ${kind} with id ${id}`);
  };
  const all = () => [...state.world.companies.keys()];
  return {
    connect: (companies = all()) => {
      const redirectUri = state.settings.redirectUris[0] ?? "http://localhost/";
      const code = state.grants.authorize({ redirectUri, state: "connect", companies });
      const tokens = state.grants.exchange(code, redirectUri, "connect");
      if (!tokens) throw new Error("The Fiken sandbox refused its own authorization code");
      return tokens.access_token;
    },
    authorize: ({
      companies = all(),
      ...consent
    }: {
      redirectUri: string;
      state: string;
      companies?: string[];
    }) => authorizeUrl(state, { ...consent, companies }),
    approveDraft: (draftId: number, kind: DraftKind = "saleDrafts") =>
      actOn(kind, draftId, "approve"),
    deleteDraft: (draftId: number, kind: DraftKind = "saleDrafts") =>
      actOn(kind, draftId, "delete"),
    deleteSale: (saleId: number) => actOn("sales", saleId, "delete"),
    deletePurchase: (purchaseId: number) => actOn("purchases", purchaseId, "delete"),
    lockPeriod: (slug: string, through: string | undefined) => {
      state.world.books(slug).lockedThrough = through;
    },
    revokeGrant: () => state.grants.revokeAll(),
    expireAccessTokens: () => state.grants.expireAccessTokens(),
    reset: () => state.reset(),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("No port"));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
