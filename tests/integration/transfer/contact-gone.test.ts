import { beforeEach, expect, test } from "vitest";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken } from "@/tests/support/providers";
import {
  standingPurchases,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

let world: TransferWorld;
const contacts = () => fiken.world.books(FJORDLYS).contacts;

beforeEach(async () => {
  world = await startWorld({ attachPdf: false, supplierInvoiceMode: "booked" });
});

async function sale() {
  const number = await world.book();
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  return standingSales(number)[0]?.customerId ?? 0;
}

async function purchase(supplierInvoiceNumber: string) {
  const number = await world.bookPurchase({ supplierInvoiceNumber });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  return standingPurchases(supplierInvoiceNumber)[0]?.supplierId ?? 0;
}

test("a customer whose contact was deleted in Fiken gets a new one, and the next invoice goes there", async () => {
  const first = await sale();
  contacts().delete(first);
  const second = await sale();
  expect(second).not.toBe(first);
  expect(contacts().get(second)).toMatchObject({ customer: true });
  expect(await sale()).toBe(second);
});

test("a supplier whose contact was deleted in Fiken gets a new one as well", async () => {
  const first = await purchase("LF-1");
  contacts().delete(first);
  expect(await purchase("LF-2")).not.toBe(first);
});

test("a contact that is no customer any more becomes one again", async () => {
  const contactId = await sale();
  Object.assign(contacts().get(contactId) ?? {}, { customer: false, supplier: true });
  expect(await sale()).toBe(contactId);
  expect(contacts().get(contactId)).toMatchObject({ customer: true, supplier: true });
});
