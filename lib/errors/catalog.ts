type Details = Record<string, string | number | null>;

type Entry<D extends Details> = {
  /** `automatic`: a later try may succeed by itself. `after-fix`: somebody has to change something first. */
  readonly retry: "automatic" | "after-fix";
  /** Which details tell one cause from another: one task, one release per cause. */
  readonly cause: (details: D) => string;
};

/** `identifiedBy` names the details that make it one cause; none: every occurrence is the same cause. */
const entry = <D extends Details = Record<never, never>>(
  retry: Entry<D>["retry"],
  ...identifiedBy: (keyof D & string)[]
): Entry<D> => ({
  retry,
  cause: (details) => identifiedBy.map((key) => `:${details[key]}`).join(""),
});

type Provider = "Rackbeat" | "Fiken";

/**
 * Every problem a user can meet. A problem travels and rests as data (`{ code, details }`); its words, cause and
 * fix, stand per language in `lib/i18n/messages` under `problems`. Codes are stored and searched for: they never change.
 * Details named `…Minor` are in the smallest unit of the currency.
 */
export const PROBLEMS = {
  "mapping.group_unmapped": entry<{
    side: "sales" | "purchase";
    group: number;
    groupName: string;
    treatment: string;
  }>("after-fix", "side", "group", "treatment"),
  "mapping.default_unmapped": entry<{ side: "sales" | "purchase"; treatment: string }>(
    "after-fix",
    "side",
    "treatment",
  ),
  "mapping.vat_unmapped": entry<{ side: "sales" | "purchase"; zone: string; rate: string }>(
    "after-fix",
    "side",
    "zone",
    "rate",
  ),
  "mapping.vat_zone_unknown": entry<{ zone: string }>("after-fix", "zone"),
  "mapping.group_rate_missing": entry<{ group: number; groupName: string }>("after-fix", "group"),
  "document.malformed": entry<{ path: string; message: string }>("after-fix", "path"),
  "document.field_missing": entry<{ field: string }>("after-fix", "field"),
  "document.line_differs": entry<{ line: number; expected: string; actual: string }>("after-fix"),
  "document.total_differs": entry<{
    expectedMinor: number;
    actualMinor: number;
    currency: string;
  }>("after-fix"),
  "document.vat_differs": entry<{ expectedMinor: number; actualMinor: number; currency: string }>(
    "after-fix",
  ),
  /** Where Fiken issues the invoice it computes the VAT line by line, and there is no field for the document's. */
  "document.vat_rounded_by_fiken": entry<{
    expectedMinor: number;
    actualMinor: number;
    currency: string;
  }>("after-fix"),
  /**
   * `what`: the fields that differ, with commas between. `seen`: the fingerprint that was held, which the user may
   * keep; null in what was stored by an older version.
   */
  "document.changed_after_transfer": entry<{
    before: string;
    after: string;
    what: string;
    seen: string | null;
  }>("after-fix"),
  "document.unbooked_after_transfer": entry<{ number: string }>("after-fix"),
  "document.deleted_after_transfer": entry<{ number: string }>("after-fix"),
  "document.cannot_be_reversed": entry<{ number: string; fikenKind: string }>("after-fix"),
  "document.credit_not_reversible": entry<{
    number: string;
    original: string | null;
    reason: string;
  }>("after-fix", "number"),
  "document.waits_for_original": entry<{ number: string; original: string }>(
    "automatic",
    "original",
  ),
  "document.sign_unclear": entry<{ number: string }>("after-fix", "number"),
  "document.foreign_vat": entry<{ zone: string; rate: string }>("after-fix"),
  "document.vat_in_currency": entry<{ currency: string }>("after-fix"),
  "document.kind_unsupported": entry<{ kind: string }>("after-fix", "kind"),
  /** `role` and `number`: whose contact it is to be, in Rackbeat; absent in what was stored by an older version. */
  "contact.several_matches": entry<{
    by: string;
    value: string;
    count: number;
    role?: "customer" | "supplier";
    number?: string;
  }>("after-fix", "by", "value"),
  "contact.twin_under_way": entry<{ value: string }>("automatic", "value"),
  "contact.name_missing": entry<{ role: "customer" | "supplier"; number: string }>(
    "after-fix",
    "role",
    "number",
  ),
  "contact.bound_to_other": entry<{ number: string; contactId: number }>("after-fix", "number"),
  "item.field_missing": entry<{ number: string; field: string }>("after-fix", "number", "field"),
  "item.text_too_long": entry<{ number: string; field: string; length: number; max: number }>(
    "after-fix",
    "number",
    "field",
  ),
  /** `candidates`: the ids in Fiken, with commas between. */
  "item.several_matches": entry<{ number: string; count: number; candidates: string }>(
    "after-fix",
    "number",
  ),
  "item.bound_to_other": entry<{ number: string; productId: number }>("after-fix", "number"),
  "fiken.refused": entry<{ status: number; message: string; reference: string | null }>(
    "after-fix",
    "message",
  ),
  "fiken.grant_revoked": entry("after-fix"),
  "fiken.not_connected": entry("after-fix"),
  "fiken.api_module_missing": entry<{ company: string }>("after-fix"),
  /** By the month: an earlier one may stay closed when a later one is opened. */
  "fiken.period_locked": {
    retry: "after-fix",
    cause: ({ date }) => `:${date.slice(0, "yyyy-mm".length)}`,
  } as Entry<{ date: string; message: string }>,
  "fiken.number_series_missing": entry<{ message: string }>("after-fix"),
  "fiken.account_refused": entry<{ message: string }>("after-fix", "message"),
  "fiken.several_documents": entry<{ number: string; count: number }>("after-fix", "number"),
  "fiken.number_taken": entry<{ number: string; fikenId: number }>("after-fix", "number"),
  "fiken.missing_after_posting": entry<{ number: string; fikenId: string }>("after-fix", "number"),
  /** `currency`: of the amounts that differ; absent where there are none, and in what was stored by an older version. */
  "fiken.differs": entry<{ number: string; differences: string; currency?: string }>(
    "after-fix",
    "number",
  ),
  "rackbeat.not_found": entry<{ kind: string; number: string }>("after-fix", "kind", "number"),
  "rackbeat.refused": entry<{ status: number; message: string }>("after-fix", "message"),
  "rackbeat.token_dead": entry("after-fix"),
  "provider.unavailable": entry<{ provider: Provider; status: number | null }>(
    "automatic",
    "provider",
  ),
  "provider.throttled": entry<{ provider: Provider; retryAfterMs: number }>(
    "automatic",
    "provider",
  ),
  "provider.bad_answer": entry<{ provider: Provider; path: string; message: string }>(
    "automatic",
    "provider",
    "path",
  ),
  "import.inactive": entry("after-fix"),
  "import.duplicate": entry<{ name: string; number: string | null }>("after-fix"),
  "import.maybe_duplicate": entry<{ by: string; count: number }>("after-fix", "by"),
  "import.match_unsure": entry<{ by: string; count: number }>("after-fix", "by"),
  "import.number_reassigned": entry<{ number: string; proposed: string }>("after-fix"),
  "import.number_missing": entry<{ proposed: string }>("after-fix"),
  "import.number_unusable": entry<{ number: string; proposed: string }>("after-fix"),
  "import.number_too_long": entry<{
    number: string;
    length: number;
    max: number;
    proposed: string;
  }>("after-fix"),
  "import.name_missing": entry<{ proposed: string }>("after-fix"),
  "import.text_too_long": entry<{ part: string; length: number; max: number }>("after-fix", "part"),
  "import.email_missing": entry("after-fix"),
  "import.email_unusable": entry<{ email: string }>("after-fix"),
  "import.organization_number_invalid": entry<{ number: string }>("after-fix"),
  "import.country_unknown": entry<{ country: string }>("after-fix", "country"),
  "import.price_missing": entry("after-fix"),
  "import.group_not_told": entry<{ account: string; vatType: string }>(
    "after-fix",
    "account",
    "vatType",
  ),
  "import.stock_not_kept": entry<{ stock: string }>("after-fix"),
  "import.stock_differs": entry<{ stock: string; rackbeatStock: string }>("after-fix"),
  "import.is_lot": entry<{ number: string }>("after-fix"),
  "install.token_missing": entry("after-fix"),
  "install.token_used": entry("after-fix"),
  "install.accept_failed": entry<{ status: number | null }>("after-fix"),
  "install.login_refused": entry("after-fix"),
  "install.login_failed": entry<{ error: string }>("after-fix"),
  "install.state_unknown": entry("after-fix"),
  "connection.company_unusable": entry<{ company: string; reason: string }>("after-fix"),
  "connection.set_up_incomplete": entry<{ missing: string }>("after-fix"),
  /** In Rackbeat, by something else than what the import was to make there. */
  "import.number_taken": entry<{ number: string }>("after-fix", "number"),
  "import.touched": entry<{ number: string }>("after-fix", "number"),
  "import.not_now": entry<{ status: string }>("after-fix", "status"),
  "vendor.not_found": entry<{ what: string }>("after-fix"),
  "vendor.month_closed": entry<{ month: string }>("after-fix"),
  "vendor.basis_changed": entry<{ month: string }>("after-fix"),
  "vendor.month_not_over": entry<{ month: string }>("after-fix"),
  "vendor.earlier_month_open": entry<{ month: string; open: string }>("after-fix"),
  "vendor.resumes_too_early": entry<{ fromDay: string }>("after-fix"),
  "vendor.still_reachable": entry("after-fix"),
  "vendor.removed_on_impossible_day": entry<{ fromDay: string; toDay: string }>("after-fix"),
  "vendor.take_over_in_force": entry<{ fromDay: string }>("after-fix"),
  "vendor.day_too_far": entry<{ toDay: string }>("after-fix"),
  "vendor.ends_before_it_begins": entry<{ fromDay: string }>("after-fix"),
  "request.malformed": entry<{ message: string }>("after-fix"),
  "session.expired": entry("after-fix"),
  "app.unexpected": entry<{ reference: string }>("automatic"),
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
type DetailsOf<Code extends ProblemCode> = Parameters<(typeof PROBLEMS)[Code]["cause"]>[0];

/** A problem as data: what a mapper returns, a column stores and a reply carries. */
export type Problem = {
  [Code in ProblemCode]: { code: Code; details: DetailsOf<Code> };
}[ProblemCode];

/** Same cause, same key: what one fix releases together. */
export function causeKey({ code, details }: Problem): string {
  // Safe because Problem pairs every code with that code's own details.
  const { cause } = PROBLEMS[code] as Entry<never>;
  return code + cause(details as never);
}

export function retryOf({ code }: Problem): "automatic" | "after-fix" {
  return PROBLEMS[code].retry;
}
