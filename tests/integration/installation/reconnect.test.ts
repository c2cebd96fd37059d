import { beforeEach, expect, test, vi } from "vitest";
import { GET as callback } from "@/app/install/fiken/callback/route";
import { wakeDrain } from "@/inngest/wake";
import { beginInstall, beginReconnect } from "@/lib/installation/begin-login";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";
import { installTokenFrom, logInAtFiken } from "./walk";

vi.mock("@/inngest/wake", () => ({ wakeDrain: vi.fn() }));

let world: TransferWorld;

beforeEach(async () => {
  vi.mocked(wakeDrain).mockClear();
  world = await startWorld();
  // What getDatabase answers with in this process.
  Object.assign(globalThis, { fikenForRackbeatDatabase: Promise.resolve(world.db) });
});

const LOGINS = {
  reconnect: () => beginReconnect(world.db, { installationId: world.installationId }),
  "re-install": () =>
    beginInstall(world.db, { installToken: installTokenFrom(rackbeat, world.agreementId) }),
};

test.each(["reconnect", "re-install"] as const)(
  "what a revoked login has held goes on by itself after a %s",
  async (kind) => {
    fiken.revokeGrant();
    const numbers = [await world.book(), await world.book()];
    await world.drain();
    for (const number of numbers) {
      expect(await world.transfer(number)).toMatchObject({
        state: "held",
        problems: [{ code: "fiken.grant_revoked" }],
      });
    }

    const { authorizeUrl } = await LOGINS[kind]();
    const query = new URLSearchParams(logInAtFiken(authorizeUrl));
    const back = await callback(new Request(`http://localhost/install/fiken/callback?${query}`));
    expect(back.headers.get("location")).not.toContain("problem");
    expect(wakeDrain).toHaveBeenCalledWith({ installationId: world.installationId });

    await world.drain();
    for (const number of numbers) {
      expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
      expect(standingSales(number)).toHaveLength(1);
    }
  },
);
