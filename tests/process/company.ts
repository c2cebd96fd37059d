import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { World } from "@/tests/sandbox/fiken/world";

/** One more company in Fiken, with empty books. */
export function addCompany(world: World, slug: string): void {
  const { company } = world.books(FJORDLYS);
  world.addCompany({ ...company, slug, name: `${slug} AS` });
}
