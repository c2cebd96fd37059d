import type { World } from "../world/world";
import { seedBasics } from "./basics";
import { seedNorwegian, seedSmall } from "./norwegian";

const DAY_MS = 24 * 3600_000;
const FIRST_AGREEMENT = 204_101;

/** The first agreement is the shop, the second a small company; more are copies of the shop. */
export function seedWorld(world: World, seed: "norwegian" | "empty", agreements: number): void {
  const createdAt = new Date(Date.now() - 90 * DAY_MS);
  for (let at = 0; at < agreements; at += 1) {
    const names = ["Fjordlys Interiør AS", "Saltværing Handel AS"];
    const agreement = world.addAgreement(FIRST_AGREEMENT + at, names[at] ?? `Avtale ${at + 1} AS`);
    agreement.userName = "Solveig Johansen";
    agreement.userEmail = `solveig${at + 1}@example.no`;
    agreement.silently(() => {
      seedBasics(agreement, createdAt);
      if (seed === "empty") return;
      if (at === 1) seedSmall(agreement);
      else seedNorwegian(agreement);
      const { productGroups, products, lots, customers, suppliers } = agreement;
      for (const table of [productGroups, products, lots, customers, suppliers]) {
        for (const row of table.list()) {
          Object.assign(row, { created_at: createdAt, updated_at: createdAt });
        }
      }
    });
  }
}
