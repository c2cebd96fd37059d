import { beforeEach, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTasks } from "@/lib/transfer/view/tasks";
import { rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ attachPdf: false });
});

function draft(): string {
  const { number } = rackbeat.bookCustomerInvoice(world.agreementId, {
    ...{ customerNumber: 10_001, lines: [{ itemNumber: "LYS-100", quantity: 1 }], book: false },
  });
  return String(number);
}

const keyOf = (number: string) => ({ kind: "customer" as const, number: Number(number) });

async function told(number: string, event: string): Promise<void> {
  await world.deliver(number, `customer_invoice.${event}`);
  await world.drain();
}

async function remove(number: string): Promise<void> {
  rackbeat.deleteInvoice(world.agreementId, keyOf(number));
  await told(number, "deleted");
}

async function expectLeftOut(number: string): Promise<void> {
  const { id: transferId, state } = await world.transfer(number);
  expect(state).toBe("excluded");
  const events = await listTransferEvents(world.db, { ...world, transferId });
  expect(events.at(-1)).toMatchObject({ event: "excluded", details: { reason: "deleted" } });
  expect(await listTasks(world.db, world)).toEqual([]);
}

test("a draft that was thrown away before it was ever read asks nobody for anything", async () => {
  const number = draft();
  await remove(number);
  await expectLeftOut(number);
});

test("nor does one that was seen as a draft", async () => {
  const number = draft();
  await told(number, "updated");
  expect(await world.transfer(number)).toMatchObject({ state: "excluded" });
  await remove(number);
  await expectLeftOut(number);
});

test("nor one that was booked, and made a draft again before it was transferred", async () => {
  world = await startWorld({ attachPdf: false, unmapped: [2] });
  const number = await world.book({ lines: [{ itemNumber: "MØB-200", quantity: 1 }] });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "held" });
  rackbeat.unbook(world.agreementId, keyOf(number));
  await told(number, "unbooked");
  await remove(number);
  await expectLeftOut(number);
});

test("one that was booked and is gone may be a mistake: that is a task", async () => {
  world = await startWorld({ attachPdf: false, unmapped: [2] });
  const number = await world.book({ lines: [{ itemNumber: "MØB-200", quantity: 1 }] });
  await world.drain();
  rackbeat.world.agreement(world.agreementId).customerInvoices.remove(Number(number));
  await told(number, "deleted");
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "failed", problems: [{ code: "rackbeat.not_found" }] },
  });
});
