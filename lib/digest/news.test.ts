import { expect, test } from "vitest";
import { newsOf } from "./news";

const nothing = { toldCauses: [], toldGroups: [] };
const unmapped = { causeKey: "mapping.group_unmapped:7", code: "mapping.group_unmapped", count: 3 };
const revoked = { causeKey: "fiken.grant_revoked", code: "fiken.grant_revoked", count: 40 };
const expired = { causeKey: "session.expired", code: "session.expired", count: 1 };

test("what waits is counted by where its cause lies", () => {
  const another = { ...unmapped, causeKey: "mapping.default_unmapped", count: 2 };
  const tasks = [revoked, unmapped, another, expired];
  expect(newsOf({ tasks, groups: [7, 9] }, nothing)).toEqual({
    areas: [
      { area: "mapping", count: 5 },
      { area: "fiken", count: 40 },
      { area: "other", count: 1 },
    ],
    newGroups: 2,
    told: { toldCauses: tasks.map(({ causeKey }) => causeKey), toldGroups: [7, 9] },
  });
});

test("what has been told is not told again, though more waits for it", () => {
  const told = { toldCauses: [unmapped.causeKey], toldGroups: [7] };
  expect(newsOf({ tasks: [{ ...unmapped, count: 30 }], groups: [7] }, told)).toBeNull();
  expect(newsOf({ tasks: [unmapped, revoked], groups: [7] }, told)).toMatchObject({
    areas: [{ area: "fiken", count: 40 }],
    newGroups: 0,
    told: { toldCauses: [unmapped.causeKey, revoked.causeKey] },
  });
});

test("nothing waits, nothing is told", () => {
  expect(newsOf({ tasks: [], groups: [] }, nothing)).toBeNull();
});
