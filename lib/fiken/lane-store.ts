export type LaneTokens = {
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: Date;
  /** Raised at every swap. */
  version: number;
  /** The user has withdrawn the grant. */
  revoked: boolean;
};

type LaneLease =
  | { granted: true; tokens: LaneTokens }
  /** Another holds the lease, or the next request may not start yet. */
  | { granted: false; retryInMs: number };

/** What the lane of one grant keeps where all processes see it. */
export type LaneStore = {
  /**
   * Takes the lease for `ttlMs` and puts the next start `intervalMs` after this one, both at once and by
   * the store's own clock; or tells when to ask again.
   */
  acquire(lease: { holder: string; ttlMs: number; intervalMs: number }): Promise<LaneLease>;
  /** False where the lease is no longer the holder's. */
  renew(lease: { holder: string; ttlMs: number }): Promise<boolean>;
  /** `pauseMs` keeps everybody from starting for that long. */
  release(lease: { holder: string; pauseMs: number }): Promise<void>;
  readTokens(): Promise<LaneTokens>;
  /** Compare and swap: false where the stored version is another. */
  swapTokens(
    version: number,
    tokens: Pick<LaneTokens, "accessToken" | "refreshToken" | "accessTokenExpiresAt">,
  ): Promise<boolean>;
  markRevoked(): Promise<void>;
};
