import fc from "fast-check";
import { expect, test } from "vitest";
import { meaningOf, WEBHOOK_CANDIDATES } from "./webhook-events";
import { readDelivery } from "./webhooks";

test.each([
  {
    name: "documented form, key by id with the number in data",
    header: "customer_invoice.booked",
    body: { key: 77, key_name: "id", event: "customer_invoice.booked", data: { number: 1042 } },
    read: { kind: "customer_invoice", rackbeatKey: "1042", event: "customer_invoice.booked" },
  },
  {
    name: "documented form without the header",
    header: null,
    body: { key: 1042, key_name: "number", event: "invoices.created" },
    read: { kind: "customer_invoice", rackbeatKey: "1042", event: "invoices.created" },
  },
  {
    name: "short form: the event stands in the header",
    header: "customer-invoice.updated",
    body: { key_name: "number", key: "1042" },
    read: { kind: "customer_invoice", rackbeatKey: "1042", event: "customer-invoice.updated" },
  },
  {
    name: "a renamed product is known by its new key",
    header: "product.updated",
    body: { key: "OLD", key_name: "number", old_key: "OLD", new_key: "NEW/1", changed: ["number"] },
    read: {
      kind: "product",
      rackbeatKey: "NEW/1",
      event: "product.updated",
      previousKey: "OLD",
    },
  },
  {
    name: "stock form",
    header: "stock.updated",
    body: { item: "A-1", item_type: "lot", type: "stock" },
    read: { kind: "stock_level", rackbeatKey: "A-1", event: "stock.updated" },
  },
  {
    name: "stock in the key form",
    header: "product.stock_updated",
    body: { key: "A-1", key_name: "number" },
    read: { kind: "stock_level", rackbeatKey: "A-1", event: "product.stock_updated" },
  },
])("$name", ({ header, body, read }) => {
  const expected = { previousKey: null, ...read };
  expect(readDelivery({ eventHeader: header, body })).toEqual(expected);
  expect(readDelivery({ eventHeader: header, body: JSON.stringify(body) })).toEqual(expected);
});

test("an uninstall is understood whatever its body", () => {
  for (const body of [{}, "", "not json", null, { key: 1 }]) {
    expect(readDelivery({ eventHeader: "plugin.uninstalled", body })).toMatchObject({
      uninstalled: true,
    });
  }
});

test("a product group's event names the group", () => {
  const body = { key: 3, key_name: "number" };
  expect(readDelivery({ eventHeader: "product_group.created", body })).toEqual({
    productGroup: "3",
    event: "product_group.created",
  });
});

test.each([
  { header: "customer_invoice.booked", body: "{", ignored: "malformed" },
  { header: "customer_invoice.booked", body: "[1]", ignored: "malformed" },
  { header: "customer_invoice.booked", body: {}, ignored: "key_missing" },
  { header: "customer_invoice.booked", body: { key: { a: 1 } }, ignored: "key_missing" },
  { header: "customer_invoice.booked", body: { key: "1\0" }, ignored: "key_missing" },
  { header: "order.created", body: { key: 1 }, ignored: "unknown_event" },
  { header: "customer_contact.created", body: { key: 1 }, ignored: "unknown_event" },
  { header: "plugin.installed", body: { key: 1 }, ignored: "unknown_event" },
  { header: null, body: { key: 1 }, ignored: "unknown_event" },
  { header: "stock.updated", body: { item: "A", type: "location" }, ignored: "not_stock" },
])("$header with $body is ignored: $ignored", ({ header, body, ignored }) => {
  expect(readDelivery({ eventHeader: header, body })).toMatchObject({ ignored });
});

test("no input makes it throw", () => {
  const event = fc.oneof(
    fc.string(),
    fc.constantFrom(null, "stock.updated", "customer_invoice.booked", "plugin.uninstalled"),
  );
  const keys = ["key", "key_name", "event", "data", "old_key", "new_key", "item", "type"];
  const body = fc.oneof(
    fc.anything(),
    fc.string(),
    fc.json(),
    fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()),
  );
  fc.assert(
    fc.property(event, body, (eventHeader, anything) => {
      const read = readDelivery({ eventHeader, body: anything });
      expect(["kind", "uninstalled", "productGroup", "ignored"].some((k) => k in read)).toBe(true);
    }),
  );
});

test("every event we register is understood as what we registered it for", () => {
  for (const [meaning, spellings] of Object.entries(WEBHOOK_CANDIDATES)) {
    for (const event of spellings.flat())
      expect([event, meaningOf(event)]).toEqual([event, meaning]);
  }
});
