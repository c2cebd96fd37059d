import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import type { ProblemList } from "@/lib/bookkeeping/document/mapped";
import type { Mapping } from "@/lib/bookkeeping/mapping/mapping";
import { percentOf, treatmentOfRate } from "@/lib/bookkeeping/mapping/treatment";
import type { Problem } from "@/lib/errors/catalog";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import type { VoucherLine } from "./voucher";

/** What the lines of one document have in common. */
export type LineContext<Side extends MappingSide> = {
  side: Side;
  mapping: Mapping;
  zone: VatZone | null;
  /** The zone as Rackbeat spells it. */
  statedZone: string | null;
  problems: ProblemList;
};

type LineAccount<Side extends MappingSide> = Pick<
  VoucherLine<Side>,
  "account" | "vatType" | "treatment" | "productGroup" | "rate"
>;

/** Account and VAT type of a line as the user mapped its group and treatment; null with the problems told. */
export function chooseAccount<Side extends MappingSide>(
  line: RackbeatInvoiceLine,
  lineNumber: number,
  context: LineContext<Side>,
): LineAccount<Side> | null {
  const { side, mapping, problems } = context;
  const isProduct = line.child_id !== null || line.item !== null;
  const group = line.item?.group ?? null;
  if (isProduct && !group) {
    problems.add({
      code: "document.field_missing",
      details: { field: `lines[${lineNumber}].item.group` },
    });
  }
  const treatment = treatmentOfLine(line, lineNumber, context);
  if (treatment === null || (isProduct && !group)) return null;

  const productGroup = group?.number ?? null;
  const choice = mapping.accountOf(side, productGroup, treatment);
  if (!choice) {
    problems.add(unmapped(side, group, treatment, mapping));
    return null;
  }
  return { ...choice, treatment, productGroup, rate: percentOf(line.vat_percentage ?? "0") };
}

/**
 * The rate decides where the law has it, on sales also of a document to abroad; at 0 % the zone and the user do.
 * A rate on a purchase from abroad is another country's VAT, which is not deducted here.
 */
function treatmentOfLine<Side extends MappingSide>(
  { vat_percentage, item }: RackbeatInvoiceLine,
  lineNumber: number,
  { side, mapping, zone, statedZone, problems }: LineContext<Side>,
): VatTreatment | null {
  if (vat_percentage === null) {
    problems.add({
      code: "document.field_missing",
      details: { field: `lines[${lineNumber}].vat_percentage` },
    });
    return null;
  }
  const rate = percentOf(vat_percentage);
  const isFromAbroad = side === "purchase" && (zone === "eu" || zone === "abroad");
  if (isFromAbroad && rate !== "0") {
    problems.add({ code: "document.foreign_vat", details: { zone, rate } });
    return null;
  }
  const taxed = treatmentOfRate(rate);
  if (taxed) return taxed;
  if (!zone) {
    problems.add({ code: "mapping.vat_zone_unknown", details: { zone: statedZone ?? "" } });
    return null;
  }
  const group = item?.group?.number ?? null;
  const treatment = rate === "0" ? mapping.zeroTreatmentOf(side, zone, group) : null;
  if (!treatment) problems.add({ code: "mapping.vat_unmapped", details: { side, zone, rate } });
  return treatment;
}

/** No group: a line without a product. */
export function unmapped(
  side: MappingSide,
  group: { number: number; name: string | null } | null,
  treatment: VatTreatment,
  mapping: Mapping,
): Problem {
  if (!group) return { code: "mapping.default_unmapped", details: { side, treatment } };
  const groupName = group.name ?? mapping.groupNameOf(group.number) ?? String(group.number);
  return {
    code: "mapping.group_unmapped",
    details: { side, group: group.number, groupName, treatment },
  };
}
