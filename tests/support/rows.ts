import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { activateConnection } from "@/db/queries/connections";
import { createGrant } from "@/db/queries/grants";
import { upsertInstallation } from "@/db/queries/installations";
import type { Connection } from "@/db/schema/connections";
import type { Grant } from "@/db/schema/grants";
import type { Installation } from "@/db/schema/installations";

type Install = Parameters<typeof upsertInstallation>[1];

/** An installation of an agreement that no other test has. */
export async function anInstallation(
  db: Database,
  overrides: Partial<Install> = {},
): Promise<Installation> {
  return upsertInstallation(db, {
    agreementId: randomUUID(),
    companyName: "Nordlys Handel AS",
    appSlug: "fiken",
    rackbeatToken: "sealed-rackbeat-token",
    settingsSecretHash: "hash-of-settings-secret",
    webhookSecretHash: "hash-of-webhook-secret",
    webhookSecret: "sealed-webhook-secret",
    installedAt: new Date("2026-03-02T08:00:00Z"),
    ...overrides,
  });
}

export async function aGrant(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Grant> {
  return createGrant(db, {
    installationId,
    accessToken: "sealed-access-token",
    refreshToken: "sealed-refresh-token",
    accessTokenExpiresAt: new Date("2026-03-03T08:00:00Z"),
  });
}

/** An active connection, with a grant of its own unless one is named. */
export async function aConnection(
  db: Database,
  {
    installationId,
    grantId,
    companySlug = "nordlys-handel-as",
  }: { installationId: string; grantId?: string; companySlug?: string },
): Promise<Connection> {
  return activateConnection(db, {
    installationId,
    grantId: grantId ?? (await aGrant(db, { installationId })).id,
    companySlug,
    companyName: "Nordlys Handel AS",
    organizationNumber: "912345678",
    vatType: "bi-monthly",
    connectedAt: new Date("2026-03-02T08:05:00Z"),
  });
}
