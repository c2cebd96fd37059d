import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { applyMigrations, isUpToDate } from "@/db/migrations";
import { findInstallationByAgreement } from "@/db/queries/installations";
import { installations } from "@/db/schema/installations";
import type { Harness } from "@/tests/support/drivers";
import { anInstallation } from "@/tests/support/rows";

export function testTransactions({ db }: Harness): void {
  test("what a failed transaction wrote is gone, what a finished one wrote stays", async () => {
    const [lost, kept] = [randomUUID(), randomUUID()];
    const failing = db().transaction(async (tx) => {
      await anInstallation(tx, { agreementId: lost });
      expect(await findInstallationByAgreement(tx, lost)).not.toBeNull();
      throw new Error("died before the commit");
    });
    await expect(failing).rejects.toThrow("died before the commit");
    await db().transaction((tx) => anInstallation(tx, { agreementId: kept }));

    expect(await findInstallationByAgreement(db(), lost)).toBeNull();
    expect(await findInstallationByAgreement(db(), kept)).not.toBeNull();
  });

  test("a transaction within one is undone alone", async () => {
    const [outer, inner] = [randomUUID(), randomUUID()];
    await db().transaction(async (tx) => {
      await anInstallation(tx, { agreementId: outer });
      const failing = tx.transaction(async (nested) => {
        await anInstallation(nested, { agreementId: inner });
        throw new Error("inner");
      });
      await expect(failing).rejects.toThrow("inner");
    });
    expect(await findInstallationByAgreement(db(), outer)).not.toBeNull();
    expect(await findInstallationByAgreement(db(), inner)).toBeNull();
  });

  test("a second row of one agreement is refused by its name", async () => {
    const { id, ...row } = await anInstallation(db());
    await expect(db().insert(installations).values(row)).rejects.toMatchObject({
      cause: { code: "23505", constraint: "installations_one_per_agreement" },
    });
  });

  test("migrating again changes nothing, also by several at once", async () => {
    expect(await isUpToDate(db())).toBe(true);
    expect(await Promise.all([1, 2, 3].map(() => applyMigrations(db())))).toEqual([0, 0, 0]);
  });
}
