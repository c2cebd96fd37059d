import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMoment, toCopenhagenIso, toRackbeatMoment } from "./moments";

test.each([
  ["2024-05-01T10:20:30+02:00", "2024-05-01T08:20:30.000Z"],
  ["2024-05-01T10:20:30+0200", "2024-05-01T08:20:30.000Z"],
  ["2024-05-01T10:20:30.123456Z", "2024-05-01T10:20:30.123Z"],
  ["2024-05-01 10:20:30", "2024-05-01T08:20:30.000Z"],
  ["2024-01-15 10:20:30", "2024-01-15T09:20:30.000Z"],
  ["2024-01-15 10:20", "2024-01-15T09:20:00.000Z"],
  // Spring: 02:00 becomes 03:00 on 31 March 2024.
  ["2024-03-31 01:59:59", "2024-03-31T00:59:59.000Z"],
  ["2024-03-31 02:30:00", "2024-03-31T01:30:00.000Z"],
  ["2024-03-31 03:00:00", "2024-03-31T01:00:00.000Z"],
  // Autumn: 03:00 becomes 02:00 on 27 October 2024.
  ["2024-10-27 01:59:59", "2024-10-26T23:59:59.000Z"],
  ["2024-10-27 02:30:00", "2024-10-27T00:30:00.000Z"],
  ["2024-10-27 03:00:00", "2024-10-27T02:00:00.000Z"],
])("%s is %s", (text, instant) => {
  expect(parseMoment(text)?.toISOString()).toBe(instant);
});

test.each([
  "",
  "yesterday",
  "2024-05-01",
  "2024-02-30 10:00:00",
  "2024-05-01 25:00:00",
  "2024-02-30T10:00:00Z",
])("%j is no moment", (text) => {
  expect(parseMoment(text)).toBeNull();
});

test("what is written in Copenhagen's zone is read back as the same instant", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2000-01-01"), max: new Date("2050-01-01"), noInvalidDate: true }),
      (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(parseMoment(toCopenhagenIso(second))).toEqual(second);
        const fromFilter = parseMoment(toRackbeatMoment(second));
        // The repeated hour has one text for two instants; the earlier one is meant.
        expect([0, 3_600_000]).toContain(second.getTime() - (fromFilter?.getTime() ?? 0));
      },
    ),
  );
});

test("the written form begins with Copenhagen's date", () => {
  expect(toCopenhagenIso(new Date("2024-05-01T22:30:00Z"))).toBe("2024-05-02T00:30:00+02:00");
  expect(toCopenhagenIso(new Date("2024-12-31T23:30:00Z"))).toBe("2025-01-01T00:30:00+01:00");
});
