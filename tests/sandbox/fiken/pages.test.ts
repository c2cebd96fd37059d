import { expect, test } from "vitest";
import { FJORDLYS, TESTMARKA } from "./seed";
import { aDraft, aSale, customerOf, freshFiken } from "./test-caller";

test("the ledger page shows the books in Norwegian, with a way to approve and delete", async () => {
  const { sandbox, call, upload, books } = await freshFiken();
  const sale = await call("POST", "sales", aSale(books));
  const draft = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  const form = new FormData();
  form.set("filename", "10234.pdf");
  form.set("file", new Blob(["%PDF"], { type: "application/pdf" }));
  await upload(`sales/${sale.id}/attachments?attachToSale=true`, form);

  const html = await (await fetch(`${sandbox.url}/`)).text();
  expect(html).toContain("1\u00a0500,00");
  expect(html).toContain("10234.pdf");
  expect(html).toContain("Salgsinntekt, høy sats");
  expect(html).toContain(`/_admin/companies/${FJORDLYS}/saleDrafts/${draft.id}/approve`);

  const approved = await fetch(
    `${sandbox.url}/_admin/companies/${FJORDLYS}/saleDrafts/${draft.id}/approve`,
    { method: "POST", body: new URLSearchParams(), redirect: "manual" },
  );
  expect(approved.status).toBe(303);
  expect(books.sales.size).toBe(2);
  await fetch(`${sandbox.url}/_admin/companies/${FJORDLYS}/sales/${sale.id}/delete`, {
    method: "POST",
  });
  expect(books.sales.get(sale.id)?.deleted).toBe(true);
  const other = await (await fetch(`${sandbox.url}/?foretak=${TESTMARKA}`)).text();
  expect(other).toContain("Testmarka Holding AS");
});

test("the panel sets faults, locks periods and changes the pace", async () => {
  const { sandbox, books } = await freshFiken();
  const submit = (path: string, fields: Record<string, string>) =>
    fetch(sandbox.url + path, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  await submit("/_admin/faults", { kind: "lose-answer", method: "POST", path: "/companies/" });
  await submit("/_admin/lock", { company: FJORDLYS, through: "2026-04-30" });
  await submit("/_admin/settings", { latencyMs: "5", requestsPerSecond: "8" });
  expect(sandbox.faults.list()).toMatchObject([{ kind: "lose-answer" }]);
  expect(books.lockedThrough).toBe("2026-04-30");
  expect(sandbox.settings).toMatchObject({ latencyMs: 5, requestsPerSecond: 8 });
  expect(await (await fetch(`${sandbox.url}/_panel`)).text()).toContain("Bokfør, men mist svaret");
});

test("the state is JSON without secrets, and reset brings back the seed", async () => {
  const { sandbox, call, books } = await freshFiken();
  await call("POST", "sales", aSale(books));
  const state = await (await fetch(`${sandbox.url}/_admin/state`)).text();
  expect(JSON.parse(state)).toMatchObject({
    companies: [{ slug: FJORDLYS, sales: [{ saleNumber: "10234" }] }, {}, {}],
    violations: 0,
    crashes: [],
  });
  expect(state).not.toContain(sandbox.settings.clientSecret);

  await fetch(`${sandbox.url}/_admin/reset`, { method: "POST" });
  expect(sandbox.world.sales).toEqual([]);
  expect((await call("GET", "/user")).status).toBe(401);
});
