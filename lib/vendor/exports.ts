import type { Database } from "@/db/client";
import type { Month } from "@/lib/billing/days";
import { amountCell, BYTE_ORDER_MARK, csvLine, textCell } from "@/lib/csv";
import { explainRule } from "@/lib/i18n/explain-rule";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import { type Acting, writeAudit } from "./action";
import { listAgreements } from "./agreements";
import { getBasis } from "./months";
import { listMovements } from "./revenue";

/** More than there will ever be. */
const ALL = 1_000_000;

/** A file for a spreadsheet, in the words of the screen it belongs to. */
export type Export = { filename: string; csv: string };
type Reader = { locale: Locale };

/** Every line that there is to invoice for a month. Throws `vendor.not_found`. */
export async function exportBasis(
  db: Database,
  { month, locale, ...acting }: { month: Month } & Reader & Acting,
): Promise<Export> {
  const { lines } = await getBasis(db, { month, limit: ALL, now: acting.now });
  const translate = translatorFor(locale);
  await writeDownloaded(db, acting, { what: "basis", month, rows: lines.length });
  const csv = csvOf(
    translate("vendor.exports.basis").split(";"),
    lines.map((line) => [
      line.month,
      textCell(line.agreementId),
      textCell(line.companyName),
      textCell(line.organizationNumber ?? ""),
      line.country ?? "",
      textCell(line.vatNumber ?? ""),
      translate(`vendor.lineKinds.${line.kind}`),
      line.serviceMonth,
      line.fromDay,
      line.toDay,
      String(line.days),
      String(line.daysInMonth),
      amountCell(line.priceMinor),
      amountCell(line.netMinor),
      translate(`vendor.treatments.${line.vatTreatment}`),
      amountCell(line.vatMinor),
      textCell(line.textDanish),
      textCell(line.textEnglish),
      textCell(line.rules.map((rule) => explainRule(rule, locale)).join(". ")),
    ]),
  );
  return { filename: `invoicing-${month}.csv`, csv };
}

/** Every agreement there is or has been, as the list shows them. */
export async function exportAgreements(
  db: Database,
  { locale, ...acting }: Reader & Acting,
): Promise<Export> {
  const { agreements } = await listAgreements(db, { limit: ALL, now: acting.now });
  const translate = translatorFor(locale);
  await writeDownloaded(db, acting, { what: "agreements", rows: agreements.length });
  const csv = csvOf(
    translate("vendor.exports.agreements").split(";"),
    agreements.map(({ health, ...agreement }) => [
      textCell(agreement.agreementId),
      textCell(agreement.companyName),
      textCell(agreement.organizationNumber ?? ""),
      agreement.country ?? "",
      textCell(agreement.vatNumber ?? ""),
      translate(`vendor.standings.${agreement.standing}`),
      agreement.until ?? "",
      agreement.liveOn ?? "",
      amountCell(agreement.priceMinor),
      health.lastVerifiedAt?.toISOString() ?? "",
      String(health.documentsSince),
      String(health.waiting),
    ]),
  );
  return { filename: "agreements.csv", csv };
}

/** Every movement of the recurring revenue in a month. */
export async function exportMovements(
  db: Database,
  { month, locale, ...acting }: { month: Month } & Reader & Acting,
): Promise<Export> {
  const { movements } = await listMovements(db, { month, limit: ALL, now: acting.now });
  const translate = translatorFor(locale);
  await writeDownloaded(db, acting, { what: "movements", month, rows: movements.length });
  const csv = csvOf(
    translate("vendor.exports.movements").split(";"),
    movements.map((movement) => [
      movement.month,
      textCell(movement.agreementId),
      textCell(movement.companyName),
      textCell(movement.organizationNumber ?? ""),
      translate(`vendor.movementKinds.${movement.kind}`),
      amountCell(movement.amountMinor),
    ]),
  );
  return { filename: `movements-${month}.csv`, csv };
}

async function writeDownloaded(
  db: Database,
  acting: Acting,
  details: { what: string; month?: Month; rows: number },
): Promise<void> {
  await writeAudit(db, acting, { action: "export.downloaded", details });
}

function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + [header, ...rows].map(csvLine).join("");
}
