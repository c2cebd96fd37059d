import { randomBytes } from "node:crypto";
import type { Settings } from "./settings";

/** A user's consent: which companies one app may see. Requests are counted per grant. */
export type Grant = {
  grantId: string;
  companies: Set<string>;
  revoked: boolean;
  refreshToken: string;
  inFlight: number;
  /** When its latest requests were let through, in milliseconds. */
  recent: number[];
};

type Code = { grant: Grant; redirectUri: string; state: string; expiresAt: number };
type AccessToken = { grant: Grant; expiresAt: number };

export type Tokens = {
  access_token: string;
  refresh_token: string;
  token_type: "bearer";
  expires_in: number;
};

/** The OAuth side in memory. Methods answer undefined for what OAuth calls `invalid_grant`. */
export class Grants {
  private readonly codes = new Map<string, Code>();
  private readonly accessTokens = new Map<string, AccessToken>();
  private readonly grants: Grant[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly now: () => Date,
  ) {}

  /** The user has said yes: a code, short-lived and for one use. */
  authorize(consent: { redirectUri: string; state: string; companies: string[] }): string {
    const grant: Grant = {
      grantId: secret(),
      companies: new Set(consent.companies),
      revoked: false,
      refreshToken: secret(),
      inFlight: 0,
      recent: [],
    };
    this.grants.push(grant);
    const code = secret();
    const expiresAt = this.inSeconds(this.settings.authorizationCodeLifetimeS);
    this.codes.set(code, { ...consent, grant, expiresAt });
    return code;
  }

  exchange(code: string, redirectUri: string, state: string): Tokens | undefined {
    const found = this.codes.get(code);
    this.codes.delete(code);
    if (!found || found.expiresAt <= this.now().getTime()) return undefined;
    if (found.redirectUri !== redirectUri || found.state !== state) return undefined;
    return this.issue(found.grant);
  }

  refresh(refreshToken: string): Tokens | undefined {
    const grant = this.grants.find((one) => one.refreshToken === refreshToken && !one.revoked);
    if (!grant) return undefined;
    if (this.settings.rotateRefreshTokens) grant.refreshToken = secret();
    return this.issue(grant);
  }

  /** The grant of a living access token. */
  find(accessToken: string): Grant | undefined {
    const found = this.accessTokens.get(accessToken);
    if (!found || found.grant.revoked || found.expiresAt <= this.now().getTime()) return undefined;
    return found.grant;
  }

  /** Kills the grant with all its tokens. */
  revoke(grant: Grant): void {
    grant.revoked = true;
  }

  /** *Apper du har gitt tilgang til*: the user takes every app's access back. */
  revokeAll(): void {
    for (const grant of this.grants) this.revoke(grant);
  }

  /** Kills every access token but leaves the refresh tokens: as if their time had run out. */
  expireAccessTokens(): void {
    this.accessTokens.clear();
  }

  list(): Grant[] {
    return [...this.grants];
  }

  private issue(grant: Grant): Tokens {
    const accessToken = secret();
    const lifetime = this.settings.accessTokenLifetimeS;
    this.accessTokens.set(accessToken, { grant, expiresAt: this.inSeconds(lifetime) });
    return {
      access_token: accessToken,
      refresh_token: grant.refreshToken,
      token_type: "bearer",
      expires_in: lifetime,
    };
  }

  private inSeconds(seconds: number): number {
    return this.now().getTime() + seconds * 1000;
  }
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}
