import { randomUUID } from "node:crypto";
import { apiUrl, created, type FikenApp, type FikenContext } from "./http";
import type { Attachment } from "./records";
import { badRequest, notFound, Refusal } from "./refusal";

const ENDINGS = /\.(png|jpeg|jpg|gif|pdf)$/i;

type Owner = { attachments: Attachment[]; identifier?: string | undefined };

/**
 * `GET` and `POST …/attachments` of one kind of owner. `flags` says whether the query must tell what the file
 * documents (`attachToSale`, `attachToPayment`; both default to false, and one must be true).
 */
export function attachmentRoutes(
  api: FikenApp,
  path: string,
  ownerOf: (c: FikenContext) => Owner,
  { flags = false, list = true }: { flags?: boolean; list?: boolean } = {},
): void {
  if (list) {
    api.get(path, (c) => c.json(ownerOf(c).attachments.map((file) => attachmentResult(c, file))));
  }
  api.post(path, async (c) => {
    const owner = ownerOf(c);
    const attachTo = flags ? attachToOf(c) : "sale";
    const file = { ...(await readFile(c)), attachTo };
    if (owner.identifier !== undefined) file.identifier = owner.identifier;
    const attachment: Attachment = file;
    c.get("books").files.set(attachment.uuid, attachment);
    owner.attachments.push(attachment);
    return created(c, `${new URL(c.req.url).pathname.replace("/api/v2", "")}/${attachment.uuid}`);
  });
}

/** Reads the multipart body of an upload. */
export async function readFile(c: FikenContext): Promise<Omit<Attachment, "attachTo">> {
  if (!c.req.header("content-type")?.startsWith("multipart/form-data")) {
    throw new Refusal(415, "Unsupported Media Type: multipart/form-data er påkrevd");
  }
  const form = await c.req.formData().catch(() => undefined);
  if (!form) throw badRequest("Ugyldig multipart/form-data");
  const filename = form.get("filename");
  const file = form.get("file");
  const comment = form.get("comment");
  if (typeof filename !== "string" || filename === "") throw badRequest("'filename' er påkrevd");
  if (!ENDINGS.test(filename)) {
    throw badRequest("Filnavnet må slutte på .png, .jpeg, .jpg, .gif eller .pdf");
  }
  if (!(file instanceof File) || file.size === 0) throw badRequest("'file' er påkrevd");
  return {
    uuid: randomUUID(),
    filename,
    contentType: file.type || "application/octet-stream",
    content: new Uint8Array(await file.arrayBuffer()),
    ...(typeof comment === "string" && { comment }),
  };
}

function attachToOf(c: FikenContext): Attachment["attachTo"] {
  const sale = c.req.query("attachToSale") === "true";
  const payment = c.req.query("attachToPayment") === "true";
  if (!sale && !payment) {
    throw badRequest("Minst én av attachToPayment og attachToSale må være true");
  }
  if (sale && payment) return "both";
  return sale ? "sale" : "payment";
}

/** As described: neither file name nor uuid, though the address ends in the name. */
export function attachmentResult(c: FikenContext, attachment: Attachment): unknown {
  const file = `files/${attachment.uuid}/${encodeURIComponent(attachment.filename)}`;
  return {
    identifier: attachment.identifier,
    downloadUrl: apiUrl(c, `/${file}`),
    downloadUrlWithFikenNormalUserCredentials: `${new URL(c.req.url).origin}/_files/${attachment.uuid}`,
    comment: attachment.comment,
    type: attachment.attachTo === "payment" ? "unspecified" : "invoice",
  };
}

/** Downloads, for the companies that the grant covers. */
export function fileRoutes(api: FikenApp, filesOf: (c: FikenContext) => Map<string, Attachment>[]) {
  api.get("/files/:uuid/:filename", (c) => {
    for (const files of filesOf(c)) {
      const file = files.get(c.req.param("uuid"));
      if (file) return fileResponse(file);
    }
    throw notFound("Filen");
  });
}

export function fileResponse(file: Attachment): Response {
  const name = encodeURIComponent(file.filename);
  return new Response(file.content.slice(), {
    headers: {
      "content-type": file.contentType,
      "content-disposition": `inline; filename*=UTF-8''${name}`,
    },
  });
}
