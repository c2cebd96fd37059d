import type { Database } from "@/db/client";
import { createGrant, findCurrentGrant, markGrantRevoked } from "@/db/queries/grants";
import {
  deleteSightings,
  findAnythingOwned,
  type HandedOver,
  insertChangeAnew,
  insertHandedOver,
  insertUninstalled,
} from "@/db/queries/hand-over";
import { findInstallationByAgreement } from "@/db/queries/installations";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Installation } from "@/db/schema/installations";
import { seal } from "@/lib/secrets/seal";
import { hashSecret, newSecret } from "@/lib/secrets/secret";
import { type HandOver, HandOverRefused } from "./read-records";
import type { HandOverRecord, RecordOf, RecordType } from "./records";

/** Rows that are written at a time. */
const BATCH_SIZE = 500;

export type TakenIn = { installationId: string; records: number };

/**
 * Takes over an agreement that another database had: into none, or into one that has just been installed and owns
 * nothing. All or nothing. Throws HandOverRefused.
 *
 * An agreement that is not installed here yet counts as uninstalled until somebody installs it from Rackbeat, which
 * brings the token; its companies are disconnected until somebody has logged in at Fiken and chosen one. Then it goes
 * on where the other database left off: what was transferred is known, what was under way is looked up in Fiken.
 */
export async function takeInHandOver(
  db: Database,
  { header, records }: HandOver,
  { now = new Date() }: { now?: Date } = {},
): Promise<TakenIn> {
  return db.transaction(async (tx) => {
    const installation = await installationFor(tx, header, now);
    const writer = createWriter(tx, {
      installationId: installation.id,
      grantId: await grantFor(tx, { installationId: installation.id, now }),
      now,
    });
    let count = 1;
    for await (const record of records) {
      await writer.write(record);
      count += 1;
    }
    await writer.flush();
    await beginSubscription(tx, { installationId: installation.id, now });
    return { installationId: installation.id, records: count };
  });
}

/** The agreement's installation, which must own nothing; made where there is none. */
async function installationFor(
  tx: Database,
  header: RecordOf<"header">,
  now: Date,
): Promise<Pick<Installation, "id">> {
  const { installationId: id, agreementId, companyName, appSlug, installedAt, locale } = header;
  const existing = await findInstallationByAgreement(tx, agreementId);
  if (existing) {
    await refuseOwner(tx, existing.id);
    // Seen since the install, and in the file as well; there it is known since when.
    await deleteSightings(tx, { installationId: existing.id });
    return existing;
  }
  return insertUninstalled(tx, {
    ...{ id, agreementId, companyName, appSlug, installedAt, locale, uninstalledAt: now },
    // Nobody knows these: the install from Rackbeat replaces them.
    rackbeatToken: seal(newSecret()),
    settingsSecretHash: hashSecret(newSecret()),
    webhookSecretHash: hashSecret(newSecret()),
    webhookSecret: seal(newSecret()),
  });
}

/** Whether an agreement could be taken in now. Throws HandOverRefused where it owns what would be met. */
export async function checkOwnsNothing(
  db: Database,
  { agreementId }: { agreementId: string },
): Promise<void> {
  const existing = await findInstallationByAgreement(db, agreementId);
  if (existing) await refuseOwner(db, existing.id);
}

async function refuseOwner(db: Database, installationId: string): Promise<void> {
  if (await findAnythingOwned(db, { installationId })) {
    throw new HandOverRefused("agreement_owns_data");
  }
}

/**
 * The set-up is live, so the agreement is billed here as soon as it is installed: from today, not from what is past,
 * which somebody else has billed.
 */
async function beginSubscription(
  tx: Database,
  { installationId, now: at }: { installationId: string; now: Date },
): Promise<void> {
  const { liveAt, pausedAt } = await getTransferSettings(tx, { installationId });
  if (liveAt) await appendSubscriptionEvent(tx, { installationId, kind: "live", at });
  if (pausedAt) await appendSubscriptionEvent(tx, { installationId, kind: "paused", at });
}

/** The login that connections hang on: the agreement's own, or one that opens nothing until there is one. */
async function grantFor(
  tx: Database,
  { installationId, now }: { installationId: string; now: Date },
): Promise<string> {
  const current = await findCurrentGrant(tx, { installationId });
  if (current) return current.id;
  const tokens = { accessToken: seal(newSecret()), refreshToken: seal(newSecret()) };
  const nobodys = { installationId, ...tokens, accessTokenExpiresAt: now };
  const { id: grantId } = await createGrant(tx, nobodys);
  await markGrantRevoked(tx, { installationId, grantId });
  return grantId;
}

type Owner = { installationId: string; grantId: string; now: Date };

/** Gathers records of a kind and writes them together, in the order of the file. */
function createWriter(tx: Database, owner: Owner) {
  const writers = writersFor(tx, owner);
  /** Ids of changes in the other database, to those here. */
  const changeIds = new Map<number, number>();
  let gathered: RecordOf<HandedOver>[] = [];

  async function flush(): Promise<void> {
    const [first] = gathered;
    if (!first) return;
    const records = gathered;
    gathered = [];
    // Safe: what is gathered together is of one kind, that of the first.
    await writers[first.type](records as never);
  }

  async function writeChange({ type: _, id, undoes, ...change }: RecordOf<"mapping_change">) {
    const written = await insertChangeAnew(tx, {
      ...{ installationId: owner.installationId, ...change },
      undoes: undoes === null ? null : (changeIds.get(undoes) ?? null),
    });
    changeIds.set(id, written);
  }

  return {
    flush,
    async write(record: Exclude<HandOverRecord, { type: "header" | "end" }>): Promise<void> {
      if (gathered[0]?.type !== record.type || gathered.length >= BATCH_SIZE) await flush();
      if (record.type === "mapping_change") await writeChange(record);
      else gathered.push(record);
    },
  };
}

type Writers = { [Type in HandedOver]: (records: RecordOf<Type>[]) => Promise<void> };

/** How the records of each kind are written: that they fit their table is what the compiler checks here. */
function writersFor(tx: Database, { installationId, grantId, now }: Owner): Writers {
  const owned = <T extends { type: RecordType }>(records: T[]) =>
    records.map(({ type: _, ...row }) => ({ ...row, installationId }));
  return {
    settings: (records) => insertHandedOver(tx, "settings", owned(records)),
    digest: (records) => insertHandedOver(tx, "digest", owned(records)),
    product_group: (records) => insertHandedOver(tx, "product_group", owned(records)),
    account_mapping: (records) => insertHandedOver(tx, "account_mapping", owned(records)),
    vat_mapping: (records) => insertHandedOver(tx, "vat_mapping", owned(records)),
    sweep: (records) => insertHandedOver(tx, "sweep", owned(records)),
    connection: (records) =>
      insertHandedOver(
        tx,
        "connection",
        owned(records).map((row) => ({ ...row, grantId, status: "disconnected" as const })),
      ),
    binding: (records) => insertHandedOver(tx, "binding", owned(records)),
    transfer: (records) =>
      insertHandedOver(
        tx,
        "transfer",
        // The drain that worked on it is not here: it begins again, and looks in Fiken first.
        owned(records).map((row) => (row.state === "working" ? { ...row, state: "pending" } : row)),
      ),
    posting: (records) => insertHandedOver(tx, "posting", owned(records)),
    transfer_event: (records) => insertHandedOver(tx, "transfer_event", owned(records)),
    import: (records) =>
      insertHandedOver(
        tx,
        "import",
        owned(records).map((row) => ({
          ...{ ...row, closedAt: row.closedAt ?? now, status: "closed" as const },
          // Nothing goes on from there.
          cursor: { stage: "closed", at: null },
        })),
      ),
  };
}
