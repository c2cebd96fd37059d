import { expect, test } from "vitest";
import {
  activateConnection,
  disconnect,
  findActiveConnection,
  getConnection,
  rebindConnectionGrant,
} from "@/db/queries/connections";
import { findCurrentGrant, getGrant, markGrantRevoked, swapGrantTokens } from "@/db/queries/grants";
import type { Harness } from "@/tests/support/drivers";
import { aConnection, aGrant, anInstallation } from "@/tests/support/rows";

const TOKENS = {
  accessToken: "refreshed-access",
  refreshToken: "refreshed-refresh",
  accessTokenExpiresAt: new Date("2026-03-04T08:00:00Z"),
};

export function testConnecting({ db }: Harness): void {
  async function anInstallationKey() {
    return { installationId: (await anInstallation(db())).id };
  }

  test("of two workers that refresh at once, one swaps the tokens and the other sees it", async () => {
    const owner = await anInstallationKey();
    const grant = await aGrant(db(), owner);
    const swap = () =>
      swapGrantTokens(db(), { ...owner, grantId: grant.id, version: grant.version, ...TOKENS });

    const answers = await Promise.all([swap(), swap(), swap()]);

    const swapped = answers.filter((answer) => answer !== null);
    expect(swapped).toHaveLength(1);
    expect(swapped[0]).toMatchObject({ ...TOKENS, version: grant.version + 1 });
    expect(await getGrant(db(), { ...owner, grantId: grant.id })).toEqual(swapped[0]);
  });

  test("the current grant is the newest that is not revoked, and a revoked one is not revived", async () => {
    const owner = await anInstallationKey();
    expect(await findCurrentGrant(db(), owner)).toBeNull();
    const older = await aGrant(db(), owner);
    const newer = await aGrant(db(), owner);
    expect((await findCurrentGrant(db(), owner))?.id).toBe(newer.id);

    await markGrantRevoked(db(), { ...owner, grantId: newer.id });
    expect((await findCurrentGrant(db(), owner))?.id).toBe(older.id);
    expect(
      await swapGrantTokens(db(), { ...owner, grantId: newer.id, version: 1, ...TOKENS }),
    ).toBeNull();
  });

  test("another company becomes the active one, and going back finds the same connection", async () => {
    const owner = await anInstallationKey();
    const first = await aConnection(db(), { ...owner, companySlug: "first-as" });
    const second = await aConnection(db(), { ...owner, companySlug: "second-as" });
    expect((await findActiveConnection(db(), owner))?.id).toBe(second.id);
    expect((await getConnection(db(), { ...owner, connectionId: first.id })).status).toBe(
      "disconnected",
    );

    const back = await aConnection(db(), { ...owner, companySlug: "first-as" });
    expect(back).toMatchObject({ id: first.id, status: "active" });
    expect(back.grantId).not.toBe(first.grantId);
  });

  test("several choices at once leave exactly one active connection", async () => {
    const owner = await anInstallationKey();
    const { id: grantId } = await aGrant(db(), owner);
    const slugs = ["a-as", "b-as", "c-as", "d-as"];

    const made = await Promise.all(
      slugs.map((companySlug) => aConnection(db(), { ...owner, grantId, companySlug })),
    );

    const now = await Promise.all(
      made.map(({ id }) => getConnection(db(), { ...owner, connectionId: id })),
    );
    expect(now.filter(({ status }) => status === "active")).toHaveLength(1);
  });

  test("a disconnected connection is kept, and is active no more", async () => {
    const owner = await anInstallationKey();
    const connection = await aConnection(db(), owner);
    await disconnect(db(), { ...owner, connectionId: connection.id });
    expect(await findActiveConnection(db(), owner)).toBeNull();
    expect(await getConnection(db(), { ...owner, connectionId: connection.id })).toMatchObject({
      status: "disconnected",
      companySlug: connection.companySlug,
    });
  });

  test("a reconnect moves the connection to the new grant", async () => {
    const owner = await anInstallationKey();
    const connection = await aConnection(db(), owner);
    const grant = await aGrant(db(), owner);
    await rebindConnectionGrant(db(), {
      ...owner,
      connectionId: connection.id,
      grantId: grant.id,
    });
    expect((await findActiveConnection(db(), owner))?.grantId).toBe(grant.id);
  });

  test("another installation finds and changes no grant here", async () => {
    const owner = await anInstallationKey();
    const stranger = await anInstallationKey();
    const grant = await aGrant(db(), owner);
    const crossed = { ...stranger, grantId: grant.id };

    await expect(getGrant(db(), crossed)).rejects.toThrow("does not exist");
    expect(await findCurrentGrant(db(), stranger)).toBeNull();
    expect(await swapGrantTokens(db(), { ...crossed, version: 1, ...TOKENS })).toBeNull();
    await markGrantRevoked(db(), crossed);
    expect(await getGrant(db(), { ...owner, grantId: grant.id })).toEqual(grant);
  });

  test("another installation finds and changes no connection here, nor lends a grant to one", async () => {
    const owner = await anInstallationKey();
    const stranger = await anInstallationKey();
    const connection = await aConnection(db(), owner);
    const strangersGrant = await aGrant(db(), stranger);
    const crossed = { ...stranger, connectionId: connection.id };

    await expect(getConnection(db(), crossed)).rejects.toThrow("does not exist");
    expect(await findActiveConnection(db(), stranger)).toBeNull();
    await disconnect(db(), crossed);
    await rebindConnectionGrant(db(), { ...crossed, grantId: strangersGrant.id });
    await expect(
      rebindConnectionGrant(db(), {
        ...owner,
        connectionId: connection.id,
        grantId: strangersGrant.id,
      }),
    ).rejects.toThrow("does not exist");
    await expect(
      activateConnection(db(), { ...connection, grantId: strangersGrant.id }),
    ).rejects.toThrow("does not exist");

    expect(await findActiveConnection(db(), owner)).toEqual(connection);
  });
}
