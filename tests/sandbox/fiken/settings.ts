/** What nobody knows of the real Fiken, or differs there, and what a test may want to be different. */
export type Settings = {
  /** Milliseconds every answer takes at least. */
  latencyMs: number;
  /** Above it answers are slowed down. */
  requestsPerSecond: number;
  accessTokenLifetimeS: number;
  authorizationCodeLifetimeS: number;
  /** Whether a refresh gives a new refresh token and kills the old one. */
  rotateRefreshTokens: boolean;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  /** Takes the registered paths on any port of localhost, for tests on free ports. */
  anyLocalhostPort: boolean;
  /** The `paid` that sales and purchases are described to require without defining it. */
  strictPaid: "accept" | "refuse" | "require";
  /** Sales and purchases with minus amounts. */
  negativeSales: "accept" | "refuse";
  duplicateDraftUuid: "accept" | "refuse";
};

export const DEFAULT_SETTINGS: Settings = {
  latencyMs: 0,
  requestsPerSecond: 4,
  accessTokenLifetimeS: 86_157,
  authorizationCodeLifetimeS: 60,
  rotateRefreshTokens: false,
  clientId: "fiken-sandbox-client",
  clientSecret: "fiken-sandbox-secret",
  redirectUris: ["http://localhost:3000/install/fiken/callback"],
  anyLocalhostPort: false,
  strictPaid: "accept",
  negativeSales: "accept",
  duplicateDraftUuid: "accept",
};
