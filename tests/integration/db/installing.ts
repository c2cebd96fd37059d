import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import {
  claimAuthorization,
  ensureAuthorization,
  findAuthorizationByState,
  finishAuthorization,
  listExpiredAuthorizations,
  releaseAuthorization,
  startReconnect,
} from "@/db/queries/authorizations";
import {
  findInstallationByAgreement,
  getInstallation,
  learnAccountHeader,
  listActiveInstallations,
  markUninstalled,
  markUnreachable,
  replaceRackbeatToken,
  setLocale,
} from "@/db/queries/installations";
import type { Harness } from "@/tests/support/drivers";
import { anInstallation } from "@/tests/support/rows";

const AT = new Date("2026-04-01T10:00:00Z");

export function testInstalling({ db }: Harness): void {
  test("a re-install keeps the id and takes the new token and secrets", async () => {
    const first = await anInstallation(db());
    await learnAccountHeader(db(), { installationId: first.id, accountHeader: "A-1" });
    await markUninstalled(db(), { installationId: first.id, at: AT });

    const again = await anInstallation(db(), {
      agreementId: first.agreementId,
      rackbeatToken: "new-token",
      settingsSecretHash: "new-hash",
    });

    expect(again).toMatchObject({
      id: first.id,
      status: "active",
      uninstalledAt: null,
      rackbeatToken: "new-token",
      settingsSecretHash: "new-hash",
      accountHeader: "A-1",
    });
  });

  test("two installs of one agreement at once make one installation", async () => {
    const agreementId = randomUUID();
    const made = await Promise.all([1, 2, 3].map(() => anInstallation(db(), { agreementId })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test("an installation is found by its agreement, and no other is touched with it", async () => {
    const mine = await anInstallation(db());
    const other = await anInstallation(db());
    await setLocale(db(), { installationId: mine.id, locale: "nb" });
    await markUninstalled(db(), { installationId: mine.id, at: AT });
    await replaceRackbeatToken(db(), {
      installationId: mine.id,
      before: mine.rackbeatToken,
      after: "new",
    });

    expect(await findInstallationByAgreement(db(), mine.agreementId)).toMatchObject({
      id: mine.id,
      status: "uninstalled",
      uninstalledAt: AT,
      locale: "nb",
    });
    expect(await getInstallation(db(), other.id)).toEqual(other);
    expect(await findInstallationByAgreement(db(), randomUUID())).toBeNull();
    await expect(getInstallation(db(), randomUUID())).rejects.toThrow("does not exist");
  });

  test("an uninstalled installation does not become unreachable", async () => {
    const { id: installationId } = await anInstallation(db());
    await markUnreachable(db(), { installationId });
    expect((await getInstallation(db(), installationId)).status).toBe("unreachable");
    await markUninstalled(db(), { installationId, at: AT });
    await markUnreachable(db(), { installationId });
    expect((await getInstallation(db(), installationId)).status).toBe("uninstalled");
  });

  test("the first account header stays", async () => {
    const { id: installationId } = await anInstallation(db());
    expect(await learnAccountHeader(db(), { installationId, accountHeader: "A-1" })).toBe("A-1");
    expect(await learnAccountHeader(db(), { installationId, accountHeader: "B-2" })).toBe("A-1");
  });

  test("of two who replace the same Rackbeat token, one does", async () => {
    const { id: installationId } = await anInstallation(db(), { rackbeatToken: "old" });
    const replace = (after: string) =>
      replaceRackbeatToken(db(), { installationId, before: "old", after });
    expect(await replace("new")).toBe(true);
    expect(await replace("newer")).toBe(false);
    expect((await getInstallation(db(), installationId)).rackbeatToken).toBe("new");
  });

  test("pages of active installations name each once, and no other", async () => {
    const active = await Promise.all([1, 2, 3].map(() => anInstallation(db())));
    const gone = await anInstallation(db());
    await markUninstalled(db(), { installationId: gone.id, at: AT });

    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const page = await listActiveInstallations(db(), { after, limit: 2 });
      seen.push(...page.map(({ id }) => id));
      if (page.length < 2) break;
    }
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen).toEqual(expect.arrayContaining(active.map(({ id }) => id)));
    expect(seen).not.toContain(gone.id);
  });

  const aWalk = () => ({
    installTokenHash: randomUUID(),
    installToken: "sealed-install-token",
    stateHash: randomUUID(),
    expiresAt: AT,
  });

  test("opening the install link again goes on with a new state, and the old one is dead", async () => {
    const walk = aWalk();
    const first = await ensureAuthorization(db(), walk);
    const again = await ensureAuthorization(db(), { ...walk, stateHash: randomUUID() });

    expect(again.id).toBe(first.id);
    expect(await findAuthorizationByState(db(), first.stateHash)).toBeNull();
    expect(await findAuthorizationByState(db(), again.stateHash)).toEqual(again);
  });

  test("a finished install is not started again by its link, and its token is forgotten", async () => {
    const walk = aWalk();
    const { id: authorizationId } = await ensureAuthorization(db(), walk);
    const { id: installationId } = await anInstallation(db());
    const finish = { authorizationId, status: "finished", installationId } as const;

    expect(await finishAuthorization(db(), finish)).toBe(true);
    expect(await finishAuthorization(db(), { authorizationId, status: "failed" })).toBe(false);
    expect(await ensureAuthorization(db(), { ...walk, stateHash: randomUUID() })).toMatchObject({
      id: authorizationId,
      status: "finished",
      stateHash: walk.stateHash,
      installToken: null,
      installationId,
    });
  });

  test("of several callbacks at once, one accepts", async () => {
    const { id: authorizationId } = await ensureAuthorization(db(), aWalk());
    const claim = () => claimAuthorization(db(), authorizationId);

    expect((await Promise.all([claim(), claim(), claim()])).filter(Boolean)).toHaveLength(1);

    await releaseAuthorization(db(), authorizationId);
    expect(await claim()).toBe(true);
    expect(await finishAuthorization(db(), { authorizationId, status: "finished" })).toBe(true);
    await releaseAuthorization(db(), authorizationId);
    expect(await claim()).toBe(false);
  });

  test("an install whose accept is under way gets no new state by its link", async () => {
    const walk = aWalk();
    const { id: authorizationId } = await ensureAuthorization(db(), walk);
    await claimAuthorization(db(), authorizationId);
    expect(await ensureAuthorization(db(), { ...walk, stateHash: randomUUID() })).toMatchObject({
      status: "accepting",
      stateHash: walk.stateHash,
    });
  });

  test("only what nobody finished in time is listed as expired", async () => {
    const open = await ensureAuthorization(db(), aWalk());
    const ended = await ensureAuthorization(db(), aWalk());
    await finishAuthorization(db(), { authorizationId: ended.id, status: "cancelled" });
    const { id: installationId } = await anInstallation(db());
    const later = await startReconnect(db(), {
      installationId,
      stateHash: randomUUID(),
      expiresAt: new Date(AT.getTime() + 60_000),
    });

    const now = new Date(AT.getTime() + 1);
    const ids = (await listExpiredAuthorizations(db(), { now, limit: 100 })).map(({ id }) => id);
    expect(ids).toContain(open.id);
    expect(ids).not.toContain(ended.id);
    expect(ids).not.toContain(later.id);
  });

  test("two walks never share a state", async () => {
    const walk = aWalk();
    await ensureAuthorization(db(), walk);
    await expect(
      ensureAuthorization(db(), { ...aWalk(), stateHash: walk.stateHash }),
    ).rejects.toMatchObject({ cause: { code: "23505" } });
  });
}
