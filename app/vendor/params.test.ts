import { expect, test } from "vitest";
import { z } from "zod";
import { addressOf, cursorOf, cursorSchema } from "./params";

const schema = cursorSchema(z.object({ companyName: z.string(), id: z.int() }));
const place = { companyName: "Blåbær & Sønn AS", id: 7 };

test("a place in a list survives being an address", () => {
  const address = addressOf("/vendor/months/2026-04", { after: cursorOf(place) });
  const { searchParams } = new URL(address, "http://localhost");
  expect(schema.parse(searchParams.get("after"))).toEqual(place);
});

test.each([
  undefined,
  "",
  "x",
  "%",
  cursorOf({ id: 7 }),
  cursorOf({ ...place, id: "7" }),
  "a".repeat(3000),
])("an address that names no place begins the list at its beginning: %j", (after) => {
  expect(schema.parse(after)).toBeUndefined();
});
