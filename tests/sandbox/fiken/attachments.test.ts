import { expect, test } from "vitest";
import { aPurchase, aSale, freshFiken } from "./test-caller";

function aFile(filename: string | undefined, content = "%PDF-1.7"): FormData {
  const form = new FormData();
  if (filename !== undefined) form.set("filename", filename);
  form.set("file", new Blob([content], { type: "application/pdf" }), filename ?? "fil.pdf");
  return form;
}

test("a PDF documents a sale, is listed without its name, and can be fetched again", async () => {
  const { call, upload, books, sandbox, token } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  const path = `sales/${id}/attachments`;

  const posted = await upload(`${path}?attachToSale=true`, aFile("10234.pdf"));
  expect(posted).toMatchObject({ status: 201, text: "" });
  expect(posted.location).toMatch(new RegExp(`^${path}/[0-9a-f-]{36}$`));

  const [listed] = (await call("GET", path)).json() as Record<string, string>[];
  expect(listed).toMatchObject({ identifier: "10234", type: "invoice" });
  expect(listed).not.toHaveProperty("filename");
  const file = await fetch(listed?.downloadUrl ?? "", {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([file.headers.get("content-type"), await file.text()]).toEqual([
    "application/pdf",
    "%PDF-1.7",
  ]);
  expect((await fetch(listed?.downloadUrl ?? "")).status).toBe(401);
  const uuid = posted.location.split("/").at(-1);
  expect((await fetch(`${sandbox.url}/_files/${uuid}`)).status).toBe(200);
  expect([...books.journal.values()][0]?.attachments).toHaveLength(1);
});

test.each<[string, string, string | undefined, string]>([
  ["no flag", "", "10234.pdf", "%PDF"],
  ["both flags false", "?attachToSale=false&attachToPayment=false", "10234.pdf", "%PDF"],
  ["no file name", "?attachToSale=true", undefined, "%PDF"],
  ["another ending", "?attachToSale=true", "10234.docx", "%PDF"],
  ["no ending", "?attachToSale=true", "10234", "%PDF"],
  ["an empty file", "?attachToSale=true", "10234.pdf", ""],
])("refused: %s", async (_name, query, filename, content) => {
  const { call, upload, books } = await freshFiken();
  const sale = await call("POST", "sales", aSale(books));
  const purchase = await call("POST", "purchases", aPurchase(books));
  for (const { location } of [sale, purchase]) {
    const answer = await upload(`${location}/attachments${query}`, aFile(filename, content));
    expect(answer.status).toBe(400);
    expect((await call("GET", `${location}/attachments`)).json()).toEqual([]);
  }
});

test("a JSON upload is another media type", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  const answer = await call("POST", `sales/${id}/attachments?attachToSale=true`, { filename: "x" });
  expect(answer.status).toBe(415);
});

test.each(["10234.PDF", "a.png", "a.jpeg", "a.jpg", "a.gif"])("taken: %s", async (filename) => {
  const { call, upload, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  const path = `sales/${id}/attachments?attachToPayment=true`;
  expect((await upload(path, aFile(filename))).status).toBe(201);
});

test("contacts and the inbox take files too", async () => {
  const { call, upload, books } = await freshFiken();
  const [contactId] = books.contacts.keys();
  expect((await upload(`contacts/${contactId}/attachments`, aFile("avtale.pdf"))).status).toBe(201);
  expect((await call("GET", `contacts/${contactId}/attachments`)).status).toBe(405);
  const form = aFile("bilag.pdf");
  form.set("name", "Bilag fra Rackbeat");
  const { location } = await upload("inbox", form);
  expect((await call("GET", location)).json()).toMatchObject({ filename: "bilag.pdf" });
  expect((await call("GET", "inbox?name=rackbeat")).json()).toHaveLength(1);
});
