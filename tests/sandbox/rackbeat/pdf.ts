import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from "pdf-lib";
import type { Agreement } from "./world/agreement";
import type { Invoice } from "./world/rows";

const A4: [number, number] = [595.28, 841.89];
const MARGIN = 50;
const LINES_PER_PAGE = 32;
const COLUMNS = { text: MARGIN, quantity: 300, price: 350, discount: 430, vat: 475, total: 545 };

/** Rackbeat's own print of an invoice: number, parties, lines and totals. */
export async function invoicePdf(
  agreement: Agreement,
  invoice: Invoice,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  const [font, bold] = await Promise.all([
    document.embedFont(StandardFonts.Helvetica),
    document.embedFont(StandardFonts.HelveticaBold),
  ]);
  document.setTitle(`${titleOf(invoice)} ${invoice.number}`);
  document.setProducer("Rackbeat (simulert)");

  const pages = Math.max(1, Math.ceil(invoice.lines.length / LINES_PER_PAGE));
  for (let at = 0; at < pages; at += 1) {
    const pen = new Pen(document.addPage(A4), font, bold);
    drawHead(pen, agreement, invoice);
    for (const line of invoice.lines.slice(at * LINES_PER_PAGE, (at + 1) * LINES_PER_PAGE)) {
      drawLine(pen, line);
    }
    if (at === pages - 1) drawTotals(pen, invoice);
    pen.text(MARGIN, 40, `Side ${at + 1} av ${pages}`, 8);
  }
  return new Uint8Array(await document.save());
}

/** Writes downwards on one page. */
class Pen {
  y = 780;

  constructor(
    private readonly page: PDFPage,
    private readonly font: PDFFont,
    private readonly boldFont: PDFFont,
  ) {}

  text(x: number, y: number, text: string, size = 9, bold = false): void {
    const font = bold ? this.boldFont : this.font;
    this.page.drawText(printable(text), { x, y, size, font, color: rgb(0.13, 0.16, 0.2) });
  }

  right(x: number, text: string, bold = false): void {
    const font = bold ? this.boldFont : this.font;
    this.text(x - font.widthOfTextAtSize(printable(text), 9), this.y, text, 9, bold);
  }

  next(step = 16): void {
    this.y -= step;
  }
}

function drawHead(pen: Pen, agreement: Agreement, invoice: Invoice): void {
  const party = agreement.parties(invoice.kind).find(invoice.party);
  pen.text(MARGIN, pen.y, agreement.companyName, 16, true);
  pen.next(18);
  const place = `${agreement.street}, ${agreement.zipcode} ${agreement.city}`;
  pen.text(MARGIN, pen.y, `${place}  ·  Org.nr. ${agreement.companyVat}`);
  pen.next(36);
  pen.text(MARGIN, pen.y, `${titleOf(invoice)} ${invoice.number}`, 14, true);
  pen.next(20);
  pen.text(MARGIN, pen.y, party?.name ?? `Nr. ${invoice.party}`);
  pen.text(COLUMNS.price, pen.y, `Dato ${invoice.invoice_date}   Forfall ${invoice.due_date}`);
  pen.next();
  pen.text(MARGIN, pen.y, [party?.address_street, party?.address_city].filter(Boolean).join(", "));
  pen.next(30);
  pen.text(COLUMNS.text, pen.y, "Beskrivelse", 9, true);
  pen.right(COLUMNS.quantity + 30, "Antall", true);
  pen.right(COLUMNS.price + 55, "Pris", true);
  pen.right(COLUMNS.discount + 30, "Rabatt", true);
  pen.right(COLUMNS.vat + 25, "Mva", true);
  pen.right(COLUMNS.total, "Beløp", true);
  pen.next();
}

function drawLine(pen: Pen, line: Invoice["lines"][number]): void {
  pen.text(COLUMNS.text, pen.y, clip([line.child_id, line.name].filter(Boolean).join(" ")));
  if (line.quantity !== 0) {
    pen.right(COLUMNS.quantity + 30, String(line.quantity).replace(".", ","));
    pen.right(COLUMNS.price + 55, amount(line.line_price));
    pen.right(COLUMNS.discount + 30, `${line.discount_percentage} %`);
    pen.right(COLUMNS.vat + 25, `${line.vat_percentage} %`);
    pen.right(COLUMNS.total, amount(line.line_total));
  }
  pen.next();
}

function drawTotals(pen: Pen, invoice: Invoice): void {
  pen.next(8);
  for (const [label, value] of [
    ["Netto", invoice.total_subtotal],
    ["Mva", invoice.total_vat],
    [`Å betale ${invoice.currency}`, invoice.total_total],
  ] as const) {
    pen.text(COLUMNS.price, pen.y, label, 9, true);
    pen.right(COLUMNS.total, amount(value), true);
    pen.next();
  }
}

function titleOf({ kind, is_creditnote, is_booked }: Invoice): string {
  const title = is_creditnote ? "Kreditnota" : "Faktura";
  return `${kind === "supplier" ? `Leverandør${title.toLowerCase()}` : title}${is_booked ? "" : " (kladd)"}`;
}

function amount(value: number): string {
  const format = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  });
  return format.format(value);
}

function clip(text: string): string {
  return text.length > 46 ? `${text.slice(0, 45)}…` : text;
}

/** The standard fonts know only WinAnsi: other spaces and signs are written as what they look like. */
function printable(text: string): string {
  return text
    .replace(/[\u00a0\u202f\u2009]/g, " ")
    .replace(/\u2212/g, "-")
    .replace(/[^\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2026\u20ac]/g, "?");
}
