import { readFile } from "./attachments";
import { apiUrl, created, type FikenApp, type FikenContext, rowOf } from "./http";
import { listOf } from "./lists";
import type { InboxDocument } from "./records";

/** Documents handed to a human (*Inbox*). `name` is the one filter of Fiken's that finds parts of a word. */
export function inboxRoutes(api: FikenApp): void {
  api.get("/inbox", (c) => {
    const part = c.req.query("name")?.toLowerCase() ?? "";
    const documents = [...c.get("books").inbox.values()].reverse();
    const found = documents.filter(({ name }) => name.toLowerCase().includes(part));
    return listOf(c, found, (document) => inboxResult(c, document));
  });
  api.post("/inbox", async (c) => {
    const form = await c.req.formData();
    const file = { ...(await readFile(c)), attachTo: "sale" as const };
    const books = c.get("books");
    const document: InboxDocument = {
      documentId: books.world.nextId(),
      name: String(form.get("name") ?? file.filename),
      description: form.get("description") ? String(form.get("description")) : undefined,
      file,
      createdAt: books.world.moment().toISOString(),
    };
    books.files.set(file.uuid, file);
    books.inbox.set(document.documentId, document);
    return created(c, `inbox/${document.documentId}`);
  });
  api.get("/inbox/:documentId{\\d+}", (c) =>
    c.json(inboxResult(c, rowOf(c, c.get("books").inbox, "documentId", "Dokumentet"))),
  );
}

function inboxResult(c: FikenContext, { file, ...document }: InboxDocument): unknown {
  return {
    ...document,
    filename: file.filename,
    status: false,
    documentUrl: apiUrl(c, `/files/${file.uuid}/${encodeURIComponent(file.filename)}`),
    documentUrlWithFikenNormalUserCredentials: `${new URL(c.req.url).origin}/_files/${file.uuid}`,
  };
}
