import type { Database } from "@/db/client";
import { upsertInstallation } from "@/db/queries/installations";
import { chooseCompany } from "@/lib/connection/companies";
import { exportHandOver } from "@/lib/hand-over/export";
import { readHandOvers } from "@/lib/hand-over/read-records";
import { type TakenIn, takeInHandOver } from "@/lib/hand-over/take-in";
import { seal } from "@/lib/secrets/seal";
import { hashSecret } from "@/lib/secrets/secret";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { logInToFiken } from "./live-installation";
import { rackbeat } from "./providers";
import type { TransferWorld } from "./transfer-world";

/** The installation's file, line by line. */
export async function handedOver({ db, installationId }: TransferWorld): Promise<string[]> {
  const lines: string[] = [];
  const now = new Date("2026-06-01T00:00:00Z");
  for await (const line of exportHandOver(db, { installationId, now })) lines.push(line);
  return lines;
}

/** Takes in the one hand-over of the file. */
export async function takeIn(db: Database, lines: readonly string[]): Promise<TakenIn> {
  let taken: TakenIn | null = null;
  for await (const handOver of readHandOvers(linesOf(lines))) {
    taken = await takeInHandOver(db, handOver);
  }
  if (!taken) throw new Error("Nothing was taken in");
  return taken;
}

export async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** What the user does at the new operator's: install from Rackbeat, log in at Fiken, choose the company. */
export async function installAnew(world: TransferWorld): Promise<void> {
  const { db, installationId, agreementId, webhookSecret } = world;
  const installation = await upsertInstallation(db, {
    ...{ agreementId: String(agreementId), companyName: "Avtalen", appSlug: "fiken" },
    rackbeatToken: seal(rackbeat.apiKey(agreementId)),
    settingsSecretHash: hashSecret("another settings secret"),
    webhookSecretHash: hashSecret(webhookSecret),
    webhookSecret: seal(webhookSecret),
    installedAt: new Date(),
  });
  await logInToFiken(db, { installationId });
  const connection = await chooseCompany(db, {
    ...{ installationId, companySlug: FJORDLYS, now: world.now() },
  });
  // Another id, and nothing that was taken over would count.
  if (installation.id !== installationId || connection.id !== world.connection.id) {
    throw new Error("The installation or its connection is another one than before");
  }
}
