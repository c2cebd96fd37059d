import { randomBytes } from "node:crypto";
import type { Quirks } from "../quirks";
import { Refusal } from "../refusal";
import type { Happening } from "../webhooks/events";
import { Agreement } from "./agreement";
import type { Plugin } from "./rows";

export type AccessToken = {
  agreementId: number;
  /** The app it was given to; null for a manual key. */
  pluginSlug: string | null;
  /** First path segments the token may use, or everything. */
  scopes: "all" | string[];
  revoked: boolean;
};

export type InstallToken = {
  agreementId: number;
  appSlug: string;
  expiresAt: number;
  state: "open" | "accepted" | "cancelled";
};

/** Everything the simulated Rackbeat knows. */
export class World {
  readonly agreements = new Map<number, Agreement>();
  readonly accessTokens = new Map<string, AccessToken>();
  readonly installTokens = new Map<string, InstallToken>();

  constructor(
    readonly quirks: Quirks,
    private readonly listener: (agreement: Agreement, happening: Happening) => void,
  ) {}

  addAgreement(id: number, companyName: string): Agreement {
    const agreement = new Agreement(id, companyName, this.quirks, this.listener);
    this.agreements.set(id, agreement);
    return agreement;
  }

  /** Throws 404. */
  agreement(id: number): Agreement {
    const agreement = this.agreements.get(id);
    if (!agreement) throw new Refusal(404, { message: `No agreement ${id}.` });
    return agreement;
  }

  issueAccessToken(
    agreementId: number,
    pluginSlug: string | null,
    scopes: AccessToken["scopes"] = "all",
  ): string {
    const token = passportToken(agreementId);
    this.accessTokens.set(token, { agreementId, pluginSlug, scopes, revoked: false });
    return token;
  }

  revokePluginTokens(agreementId: number, slug: string): void {
    for (const token of this.accessTokens.values()) {
      if (token.agreementId === agreementId && token.pluginSlug === slug) token.revoked = true;
    }
  }

  startInstall(agreementId: number, appSlug: string): string {
    this.agreement(agreementId);
    const token = randomBytes(30).toString("base64url");
    const expiresAt = Date.now() + this.quirks.installTokenLifetimeMs;
    this.installTokens.set(token, { agreementId, appSlug, expiresAt, state: "open" });
    return token;
  }

  /** Uses the token up and gives the app its permanent access token. */
  acceptInstall(token: string, appName: string): { agreement: Agreement; accessToken: string } {
    const install = this.openInstall(token);
    install.state = "accepted";
    const agreement = this.agreement(install.agreementId);
    const accessToken = this.issueAccessToken(agreement.id, install.appSlug);
    const plugin: Plugin = agreement.plugins.get(install.appSlug) ?? {
      slug: install.appSlug,
      name: appName,
      settingsUrl: null,
      installedAt: new Date(),
      accessTokens: [],
    };
    plugin.accessTokens.push(accessToken);
    agreement.plugins.set(install.appSlug, plugin);
    return { agreement, accessToken };
  }

  cancelInstall(token: string): void {
    this.openInstall(token).state = "cancelled";
  }

  /** 404 for a token never given, 410 for one that is used, cancelled or too old. */
  private openInstall(token: string): InstallToken {
    const install = this.installTokens.get(token);
    if (!install) throw new Refusal(404, { message: "Integration request not found." });
    if (install.state !== "open" || install.expiresAt < Date.now()) {
      throw new Refusal(410, { message: "Integration request is no longer valid." });
    }
    return install;
  }
}

/** Shaped like the JWT that Laravel Passport issues, so that its length is realistic. It is opaque. */
function passportToken(agreementId: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: "1",
    jti: randomBytes(40).toString("hex"),
    iat: now,
    nbf: now,
    exp: now + 10 * 365 * 24 * 3600,
    sub: String(agreementId),
    scopes: [],
  };
  const signature = randomBytes(512).toString("base64url");
  return `${encode({ typ: "JWT", alg: "RS256" })}.${encode(claims)}.${signature}`;
}
