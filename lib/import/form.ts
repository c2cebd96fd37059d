import type { Database } from "@/db/client";
import type { ImportChoices } from "@/db/schema/imports";
import type { MissingBasic } from "./basics";

/** Something of Rackbeat's that can be chosen. */
export type Named = { number: number; name: string };
/** The rate is percent at home. */
export type NamedGroup = Named & { hasInventory: boolean; vatDomestic: string | null };
export type NamedTerms = Named & { days: number | null; type: string | null };

/** Products in Fiken with one income account and VAT type, and the product group that they should get. */
export type GroupProposal = {
  account: string;
  vatType: string;
  /** How many were seen: of the whole plan where there is one, else of Fiken's first page. */
  count: number;
  /** Null: nothing tells, so they get the group that is chosen for all. */
  group: number | null;
  /** `mapping`: the user's own mapping, backwards. `rate`: the only group with that VAT rate. */
  why: "mapping" | "rate" | null;
  /** More than one group would fit. */
  candidates: number[];
};

/** Customers in Fiken with so many days until an invoice is due, and the payment terms that they should get. */
export type TermsProposal = { days: number; count: number; paymentTerms: number | null };

/** Why a choice is proposed, per field of ImportChoices that has one: `customer.paymentTerms`… */
export type ProposalReason = {
  field: string;
  why: "only_one" | "first" | "most_used_in_fiken" | "at_home";
};

export type ImportForm = {
  available: {
    customerGroups: Named[];
    supplierGroups: Named[];
    productGroups: NamedGroup[];
    paymentTerms: NamedTerms[];
    layouts: Named[];
    units: Named[];
    locations: Named[];
    vatZones: readonly string[];
  };
  /** What can be begun with as it is, unless something is missing: a kind without its basics is null. */
  proposed: ImportChoices;
  reasons: ProposalReason[];
  groups: GroupProposal[];
  terms: TermsProposal[];
  /** What the agreement lacks, and could be given by createMissingBasics. */
  missing: MissingBasic[];
};

/** What can be chosen, and what we would choose. Reads both sides; throws AppError where it cannot. */
export async function readImportForm(
  _db: Database,
  _key: { installationId: string },
): Promise<ImportForm> {
  throw new Error("readImportForm is being built");
}
