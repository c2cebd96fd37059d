import { expect, test } from "vitest";
import { CallFailure } from "@/lib/http/call-failure";
import type { Reply } from "@/lib/http/reply";
import { readCreated } from "./calls";

const base = "https://api.fiken.no/api/v2/companies/fjordlys";

function reply(status: number, location?: string): Reply {
  return {
    provider: "Fiken",
    label: "POST /sales",
    status,
    headers: new Headers(location === undefined ? {} : { location }),
    bytes: new Uint8Array(),
  };
}

test.each([`${base}/sales/2888156`, `${base}/sales/2888156/`, `${base}/sales/2888156?x=1`])(
  "the id is read from %s",
  (location) => {
    expect(readCreated(reply(201, location), "sales")).toEqual({ id: 2888156, location });
  },
);

test.each([
  { name: "no Location", answer: reply(201) },
  { name: "an empty Location", answer: reply(201, "") },
  { name: "a Location that does not end in a number", answer: reply(201, `${base}/sales`) },
  { name: "a Location of another collection", answer: reply(201, `${base}/transactions/7`) },
  { name: "another status", answer: reply(200, `${base}/sales/7`) },
])("$name leaves unknown what was made", ({ answer }) => {
  const read = () => readCreated(answer, "sales");

  expect(read).toThrow(CallFailure);
  expect(read).toThrow(expect.objectContaining({ kind: "unknown" }));
});
