import { randomUUID } from "node:crypto";
import { getDatabase } from "@/db/database";
import { anInstallation } from "@/tests/support/rows";

/** A process of its own for opening.test.ts: opens the database and writes until it is killed, saying what it wrote. */
async function main(): Promise<void> {
  const [db, same] = await Promise.all([getDatabase(), getDatabase()]);
  console.log(db === same ? "open" : "open twice");
  for (;;) {
    const agreementId = randomUUID();
    await db.transaction((tx) => anInstallation(tx, { agreementId }));
    console.log(agreementId);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
