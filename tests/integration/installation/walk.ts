import type { Database } from "@/db/client";
import { findInstallationByAgreement } from "@/db/queries/installations";
import type { Installation } from "@/db/schema/installations";
import { beginInstall } from "@/lib/installation/begin-login";
import { finishLogin } from "@/lib/installation/finish-login";
import type { RackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import { fiken } from "@/tests/support/providers";

const REDIRECT_URI = "http://localhost:3000/install/fiken/callback";

/** The install token in the address that Rackbeat sends the browser to. */
export function installTokenFrom(rackbeat: RackbeatSandbox, agreementId: number): string {
  const token = new URL(rackbeat.startInstall(agreementId)).searchParams.get("token");
  if (!token) throw new Error("The sandbox started an install without a token");
  return token;
}

export function stateOf(authorizeUrl: string): string {
  return new URL(authorizeUrl).searchParams.get("state") ?? "";
}

/** The user says yes at Fiken: what the browser comes back with. */
export function logInAtFiken(authorizeUrl: string): { state: string; code: string } {
  const state = stateOf(authorizeUrl);
  const back = new URL(fiken.authorize({ redirectUri: REDIRECT_URI, state }));
  return { state, code: back.searchParams.get("code") ?? "" };
}

/** From the Install button to the way back, without a fault. */
export async function walkThrough(db: Database, rackbeat: RackbeatSandbox, agreementId: number) {
  const installToken = installTokenFrom(rackbeat, agreementId);
  const { authorizeUrl } = await beginInstall(db, { installToken });
  return finishLogin(db, logInAtFiken(authorizeUrl));
}

export async function theInstallation(db: Database, agreementId: number): Promise<Installation> {
  const installation = await findInstallationByAgreement(db, String(agreementId));
  if (!installation) throw new Error(`Agreement ${agreementId} has no installation`);
  return installation;
}

/** The settings address that Rackbeat has, in its parts. */
export function settingsAddress(rackbeat: RackbeatSandbox, agreementId: number) {
  const url = rackbeat.world.agreement(agreementId).plugins.get("fiken")?.settingsUrl ?? "";
  const [, agreement = "", secret = ""] = /\/settings\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
  return { url, agreementId: agreement, secret };
}
