import { afterEach, beforeEach, expect, test } from "vitest";
import { pauseTransfer, resumeTransfer, saveChoices } from "@/lib/transfer/settings/choices";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => {
  fiken.hook = undefined;
  rackbeat.hook = undefined;
});

const choose = (choices: { salesInvoiceMode: "booked" | "draft"; startDate: string | null }) =>
  saveChoices(world.db, {
    ...world,
    choices: { ...choices, invoiceIssuer: "rackbeat", attachPdf: true },
  });

/** Once, right after the first sale is booked. */
function onFirstSale(act: () => Promise<unknown>): void {
  fiken.hook = async (phase, { method, path }) => {
    if (phase === "after-commit" && method === "POST" && path.endsWith("/sales")) {
      fiken.hook = undefined;
      await act();
    }
    return undefined;
  };
}

test("settings that are saved while the drain is at work go for the documents that follow", async () => {
  const first = await world.book();
  const others = [await world.book(), await world.book()];
  onFirstSale(() => choose({ salesInvoiceMode: "draft", startDate: null }));
  await world.drain();
  expect(await world.transfer(first)).toMatchObject({ state: "verified", fikenKind: "sale" });
  for (const number of others) {
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", fikenKind: "sale_draft", problems: [] },
    });
  }
  expect([...fiken.world.books(FJORDLYS).saleDrafts.values()]).toHaveLength(2);
});

test("a document that is left out by settings which change meanwhile goes again", async () => {
  await choose({ salesInvoiceMode: "booked", startDate: "2999-01-01" });
  const number = await world.book();
  let saved = false;
  rackbeat.hook = async (_phase, { path }) => {
    if (saved || !path.includes("/customer-invoices/")) return undefined;
    saved = true;
    // Too early: nothing is left out yet.
    const choices = await choose({ salesInvoiceMode: "booked", startDate: null });
    expect(choices.released).toBe(0);
    return undefined;
  };
  await world.drain();
  expect(saved).toBe(true);
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  expect(standingSales(number)).toHaveLength(1);
});

test("paused while the drain is at work, it ends with the document in hand, until it is resumed", async () => {
  const [first = "", ...others] = [await world.book(), await world.book(), await world.book()];
  onFirstSale(() => pauseTransfer(world.db, { ...world, now: world.now() }));
  await world.drain();
  expect(await world.transfer(first)).toMatchObject({ state: "verified" });
  expect(others.flatMap(standingSales)).toEqual([]);

  await resumeTransfer(world.db, { installationId: world.installationId });
  await world.drain();
  for (const number of others) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  }
});
