import { expect, test } from "vitest";
import { happened } from "@/tests/support/subscriptions";
import { runningSpans } from "./history";

test.each([
  {
    name: "nothing runs before go-live",
    events: happened(["installed", "2026-01-05"]),
    spans: [],
  },
  {
    name: "it runs from go-live, not from the install",
    events: happened(["installed", "2026-01-05"], ["live", "2026-01-20"]),
    spans: [{ from: "2026-01-20", to: null }],
  },
  {
    name: "the day of the uninstall still runs",
    events: happened(
      ["installed", "2026-01-05"],
      ["live", "2026-01-20"],
      ["uninstalled", "2026-02-03"],
    ),
    spans: [{ from: "2026-01-20", to: "2026-02-03" }],
  },
  {
    name: "a pause changes nothing",
    events: happened(["installed", "2026-01-05"], ["live", "2026-01-20"], ["paused", "2026-01-25"]),
    spans: [{ from: "2026-01-20", to: null }],
  },
  {
    name: "a re-install runs at once where it was live before",
    events: happened(
      ["installed", "2026-01-05"],
      ["live", "2026-01-20"],
      ["uninstalled", "2026-02-03"],
      ["reinstalled", "2026-02-10"],
    ),
    spans: [
      { from: "2026-01-20", to: "2026-02-03" },
      { from: "2026-02-10", to: null },
    ],
  },
  {
    name: "a re-install waits for go-live where it never was live",
    events: happened(
      ["installed", "2026-01-05"],
      ["uninstalled", "2026-01-06"],
      ["reinstalled", "2026-02-10"],
      ["live", "2026-02-12"],
    ),
    spans: [{ from: "2026-02-12", to: null }],
  },
  {
    name: "uninstalled and back on the same day is one span",
    events: happened(
      ["installed", "2026-01-05"],
      ["live", "2026-01-20"],
      ["uninstalled", "2026-02-03"],
      ["reinstalled", "2026-02-03"],
    ),
    spans: [{ from: "2026-01-20", to: null }],
  },
  {
    name: "a second uninstall, and a re-install without one, tell nothing new",
    events: happened(
      ["installed", "2026-01-05"],
      ["live", "2026-01-20"],
      ["reinstalled", "2026-01-30"],
      ["uninstalled", "2026-02-03"],
      ["uninstalled", "2026-02-09"],
    ),
    spans: [{ from: "2026-01-20", to: "2026-02-03" }],
  },
  {
    name: "live and uninstalled on one day is that day",
    events: happened(
      ["installed", "2026-01-05"],
      ["live", "2026-01-05"],
      ["uninstalled", "2026-01-05"],
    ),
    spans: [{ from: "2026-01-05", to: "2026-01-05" }],
  },
])("$name", ({ events, spans }) => {
  expect(runningSpans(events)).toEqual(spans);
});
