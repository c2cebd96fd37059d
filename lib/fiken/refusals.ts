import type { Problem } from "@/lib/errors/catalog";
import type { Refusal } from "@/lib/http/caller";

type Said = Pick<Refusal, "status" | "message" | "reference" | "request">;
type Meaning = (said: Said) => Problem | null;

/**
 * Fiken has no error codes: a status, and words in Norwegian or English. The words that tell a known cause
 * are read here and nowhere else; what none of them knows stays Fiken's own refusal, word for word.
 */
const MEANINGS: Meaning[] = [apiModuleMissing, numberSeriesMissing, periodLocked, accountRefused];

/** What a refusal by Fiken's API means to a user. */
export function explainFikenRefusal(said: Said): Problem {
  for (const meaning of MEANINGS) {
    const problem = meaning(said);
    if (problem) return problem;
  }
  const { status, message, reference } = said;
  return {
    code: "fiken.refused",
    details: { status, message: message || `HTTP ${status}`, reference },
  };
}

/** Reported for companies that have not ordered the API: 402 or 403 that names it. */
function apiModuleMissing({ status, message, request }: Said): Problem | null {
  if (status !== 402 && status !== 403) return null;
  if (!/\bAPI\b|API-?(modul|tilgang|access)/i.test(message)) return null;
  const slug = /^\/companies\/([^/]+)/.exec(request.path)?.[1] ?? "";
  return { code: "fiken.api_module_missing", details: { company: decodeURIComponent(slug) } };
}

/** 400, 401 and 409 were all seen for a series that nobody has started. */
function numberSeriesMissing({ message }: Said): Problem | null {
  const said = /missing number series|counter not initiali[sz]ed|nummerserie/i.test(message);
  return said ? { code: "fiken.number_series_missing", details: { message } } : null;
}

function periodLocked({ message, request }: Said): Problem | null {
  const period =
    /periode|termin|regnskapsår|accounting year|fiscal year|\bperiod\b|accountingStartDate/i;
  const closed = /låst|lukket|stengt|avsluttet|ikke åpn|før\b|closed|locked|not open|before/i;
  const start = /(før|before)\b.*(regnskapsstart|accounting ?start|oppstart)/i;
  if (!start.test(message) && !(period.test(message) && closed.test(message))) return null;
  return { code: "fiken.period_locked", details: { date: dateOf(request), message } };
}

/** An account that is not there, that wants a sub-account, or that does not take the VAT type or amount. */
function accountRefused({ status, message }: Said): Problem | null {
  if (status !== 400) return null;
  const said =
    /incomeAccount|vatType|VAT[- ](type|amount|code)|\bkonto(en)? \d{4}|mva-?(type|kode|beløp)|\baccount \d{4}/i;
  return said.test(message) ? { code: "fiken.account_refused", details: { message } } : null;
}

const DATE_FIELDS = ["date", "invoiceIssueDate", "issueDate"] as const;

/** The date the refused document wanted to be booked on; empty where the request has none. */
function dateOf({ json }: Said["request"]): string {
  if (typeof json !== "object" || json === null) return "";
  const fields = json as Partial<Record<(typeof DATE_FIELDS)[number], unknown>>;
  const date = DATE_FIELDS.map((field) => fields[field]).find((value) => typeof value === "string");
  return typeof date === "string" ? date : "";
}
