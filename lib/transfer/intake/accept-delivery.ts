import type { Database } from "@/db/client";
import { insertDelivery } from "@/db/queries/deliveries";
import { learnAccountHeader } from "@/db/queries/installations";
import type { WebhookAddressee } from "@/db/queries/webhook-addressees";
import { uninstall } from "@/lib/agreement/uninstall";
import { log } from "@/lib/log";
import { type ReadDelivery, readDelivery } from "@/lib/rackbeat/webhooks";
import { hashSecret, sameSecret } from "@/lib/secrets/secret";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { findAddressee } from "./find-addressee";
import { followRename } from "./follow-rename";
import { type DueDelivery, writeDelivery } from "./write-deliveries";

export type IncomingDelivery = {
  agreementId: string;
  /** From the webhook's address. */
  secret: string;
  headers: { token: string | null; event: string | null; account: string | null };
  body: string;
  now: Date;
};

export type AcceptedDelivery =
  | { status: "unknown_agreement" }
  | { status: "wrong_token" }
  | { status: "ignored"; reason: string }
  | { status: "uninstalled" }
  | { status: "product_group"; installationId: string }
  /** `wake`: this delivery is the one that has to wake the drain. */
  | { status: "accepted"; installationId: string; wake: boolean };

/**
 * Checks and writes down; calls neither Rackbeat nor Fiken. A delivery carries no truth: whatever it says of the
 * entity is read from Rackbeat by the drain.
 */
export async function acceptDelivery(
  db: Database,
  delivery: IncomingDelivery,
): Promise<AcceptedDelivery> {
  const { agreementId, secret, headers, body, now } = delivery;
  const read = readDelivery({ eventHeader: headers.event, body });
  // Of the body where the header is missing, so that leaving it out does not spare anybody the token.
  const event = read.event ?? "";
  const addressee = await findAddressee(db, { agreementId, event });
  if (!addressee || !sameSecret(addressee.webhookSecretHash, hashSecret(secret))) {
    return { status: "unknown_agreement" };
  }
  if (!isFromRackbeat(addressee, headers)) return { status: "wrong_token" };

  const { installationId } = addressee;
  const seen = { installationId, receivedAt: now, event, body };
  if ("uninstalled" in read) {
    await db.transaction(async (tx) => {
      await insertDelivery(tx, { ...seen, outcome: "accepted" });
      await uninstall(tx, { installationId, at: now });
    });
    return { status: "uninstalled" };
  }
  if ("productGroup" in read) {
    await insertDelivery(db, { ...seen, outcome: "accepted", rackbeatKey: read.productGroup });
    return { status: "product_group", installationId };
  }
  const reason = reasonToIgnore(addressee, read);
  if (reason !== null || "ignored" in read) {
    const why = reason ?? "malformed";
    await db.transaction(async (tx) => {
      await insertDelivery(tx, { ...seen, outcome: "ignored", reason: why });
      // A party that is not transferred for its own sake may be bound for the sake of its documents.
      if (why === "switched_off" && "kind" in read) {
        await followRename(tx, { ...read, installationId, connectionId: addressee.connectionId });
      }
    });
    log.info({ installationId, event: seen.event, reason: why }, "delivery ignored");
    return { status: "ignored", reason: why };
  }
  await learnAccount(db, addressee, headers.account);
  const { kind, rackbeatKey, previousKey } = read;
  return writeDown(db, addressee, { receivedAt: now, event, body, kind, rackbeatKey, previousKey });
}

/** The token where we have it; where it was lost the secret address has to do, for a delivery only asks us to look. */
function isFromRackbeat(
  { tokenHash, accountHeader }: WebhookAddressee,
  { token, account }: IncomingDelivery["headers"],
): boolean {
  if (tokenHash !== null && (token === null || !sameSecret(tokenHash, hashSecret(token)))) {
    return false;
  }
  return accountHeader === null || account === null || sameSecret(accountHeader, account);
}

function reasonToIgnore(
  { connectionId, isLive, status, kinds, supplierInvoiceMode }: WebhookAddressee,
  read: Exclude<ReadDelivery, { uninstalled: true } | { productGroup: string }>,
): string | null {
  if ("ignored" in read) return read.ignored;
  if (status !== "active") return "not_installed";
  // Before going live nothing is transferred; the first sweep finds what is due from the start date on.
  if (connectionId === null || !isLive) return "not_live";
  // Nothing is lost: the sweep of a kind goes on where it stood when the kind was switched off.
  const isOn = isSwitchedOn(read.kind, { kinds: kinds ?? [], supplierInvoiceMode });
  return isOn ? null : "switched_off";
}

/** That the header carries the agreement is not documented: its value is learnt once, from a right token. */
async function learnAccount(
  db: Database,
  { installationId, accountHeader, tokenHash }: WebhookAddressee,
  account: string | null,
): Promise<void> {
  if (accountHeader !== null || account === null || tokenHash === null) return;
  await learnAccountHeader(db, { installationId, accountHeader: account });
}

async function writeDown(
  db: Database,
  { connectionId, grantId, isPaused, installationId }: WebhookAddressee,
  delivery: Pick<
    DueDelivery,
    "receivedAt" | "event" | "body" | "kind" | "rackbeatKey" | "previousKey"
  >,
): Promise<AcceptedDelivery> {
  if (connectionId === null || grantId === null)
    throw new Error("A live installation is connected");
  const due = { ...delivery, installationId, connectionId, grantId, isPaused };
  return { status: "accepted", installationId, wake: await writeDelivery(db, due) };
}
