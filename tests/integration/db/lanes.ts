import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { acquireLane, clearWake, releaseLane, renewLane, requestWake } from "@/db/queries/lanes";
import type { Harness } from "@/tests/support/drivers";
import { aGrant, anInstallation } from "@/tests/support/rows";

export function testLanes({ db }: Harness): void {
  async function aLane() {
    const installation = await anInstallation(db());
    const grant = await aGrant(db(), { installationId: installation.id });
    return { installationId: installation.id, grantId: grant.id };
  }
  const lease = () => ({ holder: randomUUID(), ttlMs: 60_000, intervalMs: 0 });

  test("many clients racing for a lane: one at a time holds it", async () => {
    const lane = await aLane();
    let holding = 0;
    let mostAtOnce = 0;
    let turns = 0;

    async function client(): Promise<void> {
      for (let taken = 0; taken < 2; ) {
        const mine = lease();
        const answer = await acquireLane(db(), { ...lane, ...mine });
        if ("retryInMs" in answer) continue;
        holding += 1;
        mostAtOnce = Math.max(mostAtOnce, holding);
        await renewLane(db(), { ...lane, ...mine });
        holding -= 1;
        taken += 1;
        turns += 1;
        expect(await releaseLane(db(), { ...lane, ...mine })).toBe(true);
      }
    }
    await Promise.all(Array.from({ length: 15 }, client));

    expect({ turns, mostAtOnce }).toEqual({ turns: 30, mostAtOnce: 1 });
  });

  test("a busy lane is refused until it is given back", async () => {
    const lane = await aLane();
    const mine = lease();
    await acquireLane(db(), { ...lane, ...mine });

    const refused = await acquireLane(db(), { ...lane, ...lease(), intervalMs: 250 });
    expect(refused).toEqual({ retryInMs: expect.any(Number) });
    expect("retryInMs" in refused && refused.retryInMs).toBeLessThanOrEqual(250);

    expect(await releaseLane(db(), { ...lane, ...mine })).toBe(true);
    expect(await acquireLane(db(), { ...lane, ...lease() })).toMatchObject({ id: lane.grantId });
  });

  test("a free lane is refused until the pace allows a start, and says when that is", async () => {
    const lane = await aLane();
    const mine = { ...lease(), intervalMs: 30_000 };
    await acquireLane(db(), { ...lane, ...mine });
    await releaseLane(db(), { ...lane, ...mine });

    const refused = await acquireLane(db(), { ...lane, ...lease() });
    const retryInMs = "retryInMs" in refused ? refused.retryInMs : 0;
    expect(retryInMs).toBeGreaterThan(20_000);
    expect(retryInMs).toBeLessThanOrEqual(30_000);
  });

  test("a lease that ran out is taken over, and its first holder learns it", async () => {
    const lane = await aLane();
    const dead = { ...lease(), ttlMs: -1 };
    await acquireLane(db(), { ...lane, ...dead });

    const heir = lease();
    expect(await acquireLane(db(), { ...lane, ...heir })).toMatchObject({
      laneHolder: heir.holder,
    });
    expect(await renewLane(db(), { ...lane, ...dead })).toBe(false);
    expect(await releaseLane(db(), { ...lane, ...dead })).toBe(false);
    expect(await renewLane(db(), { ...lane, ...heir })).toBe(true);
  });

  test("of many deliveries one sends the wake-up, until the drain has begun or it is stale", async () => {
    const lane = await aLane();
    const request = (staleAfterMs: number) => requestWake(db(), { ...lane, staleAfterMs });

    const asked = await Promise.all(Array.from({ length: 10 }, () => request(60_000)));
    expect(asked.filter(Boolean)).toHaveLength(1);

    await clearWake(db(), lane);
    expect(await request(60_000)).toBe(true);
    expect(await request(60_000)).toBe(false);
    expect(await request(0)).toBe(true);
  });

  test("another installation finds no lane here", async () => {
    const lane = await aLane();
    const mine = lease();
    await acquireLane(db(), { ...lane, ...mine });
    const stranger = { ...lane, installationId: (await anInstallation(db())).id };

    await expect(acquireLane(db(), { ...stranger, ...lease() })).rejects.toThrow("does not exist");
    expect(await renewLane(db(), { ...stranger, ...mine })).toBe(false);
    expect(await releaseLane(db(), { ...stranger, ...mine })).toBe(false);
    expect(await requestWake(db(), { ...stranger, staleAfterMs: 0 })).toBe(false);
  });
}
