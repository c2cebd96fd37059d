import type { Problem, ProblemCode } from "./catalog";
import type { Fixer } from "./fixers";

/** Where that is done. `here`: on the page that shows the problem; the pages of the app; the two systems. */
export type Place =
  | "here"
  | "mapping"
  | "set-up"
  | "fiken"
  | "fiken-document"
  | "rackbeat"
  | "rackbeat-document";

/** `place` is null only where there is none to go to. */
export type Remedy = { who: Fixer; place: Place | null };

const inRackbeat: Remedy = { who: "user_in_rackbeat", place: "rackbeat" };
const onDocument: Remedy = { who: "user_in_rackbeat", place: "rackbeat-document" };
const inFiken: Remedy = { who: "bookkeeper_in_fiken", place: "fiken" };
const onBooking: Remedy = { who: "bookkeeper_in_fiken", place: "fiken-document" };
const inMapping: Remedy = { who: "user_here", place: "mapping" };
const inSetUp: Remedy = { who: "user_here", place: "set-up" };
const here: Remedy = { who: "user_here", place: "here" };
const byVendor: Remedy = { who: "vendor", place: null };
const byItself: Remedy = { who: "nobody", place: null };

const REMEDIES: Record<ProblemCode, Remedy> = {
  "mapping.group_unmapped": inMapping,
  "mapping.default_unmapped": inMapping,
  "mapping.vat_unmapped": inMapping,
  "mapping.vat_zone_unknown": inRackbeat,
  // Rackbeat's groups are read anew on that page.
  "mapping.group_rate_missing": { who: "user_in_rackbeat", place: "mapping" },
  "document.malformed": byVendor,
  "document.field_missing": onDocument,
  "document.line_differs": onDocument,
  "document.total_differs": onDocument,
  "document.vat_differs": onDocument,
  "document.vat_rounded_by_fiken": inSetUp,
  "document.changed_after_transfer": here,
  "document.unbooked_after_transfer": here,
  "document.deleted_after_transfer": here,
  "document.cannot_be_reversed": here,
  "document.credit_not_reversible": inSetUp,
  "document.waits_for_original": byItself,
  "document.sign_unclear": onDocument,
  "document.foreign_vat": onDocument,
  "document.vat_in_currency": onDocument,
  "document.kind_unsupported": inFiken,
  "contact.several_matches": here,
  "contact.twin_under_way": byItself,
  "contact.name_missing": inRackbeat,
  "contact.bound_to_other": inFiken,
  "item.field_missing": inRackbeat,
  "item.text_too_long": inRackbeat,
  "item.several_matches": here,
  "item.bound_to_other": inFiken,
  "fiken.refused": inFiken,
  "fiken.grant_revoked": inSetUp,
  "fiken.not_connected": inSetUp,
  "fiken.api_module_missing": inFiken,
  "fiken.period_locked": inFiken,
  "fiken.number_series_missing": inFiken,
  "fiken.account_refused": inMapping,
  "fiken.several_documents": inFiken,
  "fiken.number_taken": onBooking,
  "fiken.missing_after_posting": here,
  "fiken.differs": onBooking,
  "rackbeat.not_found": inRackbeat,
  "rackbeat.refused": byVendor,
  "rackbeat.token_dead": inRackbeat,
  "provider.unavailable": byItself,
  "provider.throttled": byItself,
  "provider.bad_answer": byVendor,
  "install.token_missing": inRackbeat,
  "install.token_used": inRackbeat,
  "install.accept_failed": inRackbeat,
  "install.login_refused": inRackbeat,
  "install.login_failed": inRackbeat,
  "install.state_unknown": inRackbeat,
  "connection.company_unusable": inSetUp,
  "connection.set_up_incomplete": inSetUp,
  "import.inactive": here,
  "import.duplicate": inFiken,
  "import.maybe_duplicate": here,
  "import.match_unsure": here,
  "import.number_reassigned": here,
  "import.number_missing": here,
  "import.number_unusable": here,
  "import.number_too_long": here,
  "import.name_missing": here,
  "import.text_too_long": here,
  "import.email_missing": inFiken,
  "import.email_unusable": inFiken,
  "import.organization_number_invalid": inFiken,
  "import.country_unknown": inFiken,
  "import.price_missing": inFiken,
  "import.group_not_told": here,
  "import.stock_not_kept": here,
  "import.stock_differs": inRackbeat,
  "import.is_lot": inRackbeat,
  "import.number_taken": inRackbeat,
  "import.touched": inRackbeat,
  "import.not_now": here,
  "vendor.not_found": byVendor,
  "vendor.month_closed": byVendor,
  "vendor.basis_changed": byVendor,
  "vendor.month_not_over": byVendor,
  "vendor.earlier_month_open": byVendor,
  "vendor.resumes_too_early": byVendor,
  "vendor.still_reachable": byVendor,
  "vendor.removed_on_impossible_day": byVendor,
  "vendor.take_over_in_force": byVendor,
  "vendor.day_too_far": byVendor,
  "vendor.ends_before_it_begins": byVendor,
  "request.malformed": here,
  "session.expired": here,
  "app.unexpected": byVendor,
};

export function remedyOf({ code }: Pick<Problem, "code">): Remedy {
  return REMEDIES[code];
}
