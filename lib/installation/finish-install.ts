import type { Database } from "@/db/client";
import { finishAuthorization } from "@/db/queries/authorizations";
import {
  findInstallationByAgreement,
  replaceRackbeatToken,
  upsertInstallation,
} from "@/db/queries/installations";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import type { Authorization } from "@/db/schema/authorizations";
import type { Installation } from "@/db/schema/installations";
import { saveGrant } from "@/lib/connection/grants";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import type { FikenTokens } from "@/lib/fiken/oauth";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import type { RackbeatSelf } from "@/lib/rackbeat/account";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { AcceptedInstall } from "@/lib/rackbeat/handshake";
import { open, seal } from "@/lib/secrets/seal";
import { hashSecret, newSecret } from "@/lib/secrets/secret";
import { backToRackbeat, settingsUrl } from "./addresses";
import { refreshGroupsOf } from "./product-groups";
import { openHandshake, openRackbeatWithToken } from "./providers";
import { reconcileWebhooks } from "./webhook-registration";

/**
 * The walk is claimed and the user is logged in at Fiken: accepts in Rackbeat, once, and writes the installation
 * down. Nothing is stored before Rackbeat has the new settings address, save a re-installed agreement's new token
 * (its old one may be dead), so that after any failure installing again repairs it.
 */
export async function finishInstall(
  db: Database,
  walk: Authorization,
  tokens: FikenTokens,
  now: Date,
): Promise<{ installationId: string; redirectTo: string }> {
  try {
    return await install(db, walk, tokens, now);
  } catch (error) {
    await finishAuthorization(db, { authorizationId: walk.id, status: "failed" });
    if (!(error instanceof AppError)) throw error;
    const status = error instanceof CallFailure ? error.status : null;
    throw new AppError({ code: "install.accept_failed", details: { status } }, { cause: error });
  }
}

async function install(db: Database, walk: Authorization, tokens: FikenTokens, now: Date) {
  const told = await tellRackbeat(db, walk);
  const { accepted, rackbeat } = told;
  const redirectTo = backToRackbeat(accepted.redirectTo);
  const { installation, grant } = await db.transaction(async (tx) => {
    const installed = await upsertInstallation(tx, rowOf(told, now));
    const kind = told.isReinstall ? "reinstalled" : "installed";
    await appendSubscriptionEvent(tx, { installationId: installed.id, kind, at: now });
    const saved = await saveGrant(tx, { installationId: installed.id, tokens, now });
    const ending = { status: "finished", installationId: installed.id, redirectTo } as const;
    await finishAuthorization(tx, { authorizationId: walk.id, ...ending });
    return { installation: installed, grant: saved };
  });

  await prepare(installation, {
    webhooks: () => reconcileWebhooks(db, installation, rackbeat),
    "product groups": () => refreshGroupsOf(db, installation, rackbeat),
    "former connection": () =>
      moveConnectionToGrant(db, { installationId: installation.id, grantId: grant.id }),
  });
  return { installationId: installation.id, redirectTo };
}

type Told = {
  accepted: AcceptedInstall;
  account: RackbeatSelf["user_account"];
  appSlug: string;
  settingsSecret: string;
  isReinstall: boolean;
  rackbeat: RackbeatClient;
};

/**
 * What Rackbeat must hear, in order: that the install is accepted, and where its settings page lives. Where one of
 * it fails the Fiken grant is not revoked: that may end the same person's tokens for other agreements.
 */
async function tellRackbeat(db: Database, walk: Authorization): Promise<Told> {
  const accepted = await accept(walk);
  const rackbeat = openRackbeatWithToken(accepted.accessToken);
  const { user_account: account } = await rackbeat.getSelf();
  const former = await findInstallationByAgreement(db, account.id);
  if (former) {
    const tokenChange = { before: former.rackbeatToken, after: seal(accepted.accessToken) };
    await replaceRackbeatToken(db, { installationId: former.id, ...tokenChange });
  }

  const appSlug = accepted.appSlug ?? getEnv().RACKBEAT_APP_SLUG;
  const settingsSecret = newSecret();
  await rackbeat.setSettingsUrl(appSlug, settingsUrl(account.id, settingsSecret));
  return { accepted, account, appSlug, settingsSecret, isReinstall: former !== null, rackbeat };
}

function accept({ installToken }: Authorization): Promise<AcceptedInstall> {
  if (installToken === null) throw new Error("A claimed install has no token");
  return openHandshake().accept(open(installToken));
}

/** With a webhook secret of its own: the settings page's secret is for people, and is not kept. */
function rowOf({ accepted, account, appSlug, settingsSecret }: Told, now: Date) {
  const webhookSecret = newSecret();
  return {
    agreementId: account.id,
    companyName: account.company_name ?? account.name ?? account.id,
    appSlug,
    rackbeatToken: seal(accepted.accessToken),
    settingsSecretHash: hashSecret(settingsSecret),
    webhookSecretHash: hashSecret(webhookSecret),
    webhookSecret: seal(webhookSecret),
    installedAt: now,
  };
}

type Steps = Record<string, () => Promise<unknown>>;

/** A failure here leaves an installation that works, by sweeps and on its former grant; the daily job repairs it. */
async function prepare({ id: installationId }: Installation, steps: Steps): Promise<void> {
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { problem } = error;
      log.warn({ installationId, step: name, problem }, "not set up at install");
    }
  }
}
