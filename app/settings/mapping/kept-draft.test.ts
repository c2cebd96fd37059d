import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { type Draft, EMPTY_DRAFT } from "./draft";
import { chosenSince, countUnsaved, keepDraft, keptDraft } from "./kept-draft";
import type { MappingState } from "./mapping-state";
import { EMPTY_PURCHASE_DRAFT, type PurchaseDraft } from "./purchase-draft";

const sales = (draft: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...draft });
const purchase = (draft: Partial<PurchaseDraft>): PurchaseDraft => ({
  ...EMPTY_PURCHASE_DRAFT,
  ...draft,
});

test("what was chosen while a save was under way stays, and what was saved does not", () => {
  const sent = sales({ accounts: { "1:high": "3000", "2:high": "3010" }, zones: { eu: "export" } });
  const since = sales({
    accounts: { "1:high": "3000", "2:high": "3020", "3:high": "3000" },
    zones: { eu: "export", abroad: "export" },
    domesticZeros: { 2: null },
  });
  expect(chosenSince(since, sent)).toEqual({
    accounts: { "2:high": "3020", "3:high": "3000" },
    zones: { abroad: "export" },
    domesticZeros: { 2: null },
  });
  expect(chosenSince(sent, sent)).toEqual(EMPTY_DRAFT);
});

test("the same of purchases", () => {
  const sent = purchase({ accounts: { "1:import": "4300" }, zones: { eu: "import" } });
  const since = { ...sent, importTypes: { "1": "HIGH_FOREIGN_SERVICE_DEDUCTIBLE" as const } };
  expect(chosenSince(since, sent)).toEqual(purchase({ importTypes: since.importTypes }));
});

test("a draft is there again for whoever comes back to the screen, each side's by itself", () => {
  const queryClient = new QueryClient();
  expect(keptDraft(queryClient, "sales")).toEqual(EMPTY_DRAFT);
  const draft = sales({ accounts: { "1:high": "3000" } });
  keepDraft(queryClient, "sales", draft);
  expect(keptDraft(queryClient, "sales")).toEqual(draft);
  expect(keptDraft(queryClient, "purchase")).toEqual(EMPTY_PURCHASE_DRAFT);
});

test("what is unsaved of either side keeps somebody on the screen", () => {
  const queryClient = new QueryClient();
  const saved = {
    ...{ zones: { eu: "export" }, groups: [], accounts: {}, waiting: [], isConnected: true },
    purchase: { zones: {}, groups: [] },
  } as unknown as MappingState;
  keepDraft(queryClient, "sales", sales({ zones: { eu: "export" } }));
  expect(countUnsaved(queryClient, saved)).toBe(0);
  keepDraft(queryClient, "purchase", purchase({ zones: { eu: "import" } }));
  expect(countUnsaved(queryClient, saved)).toBe(1);
});
