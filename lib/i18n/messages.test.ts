import { expect, test } from "vitest";
import { PROBLEMS, type Problem, type ProblemCode } from "@/lib/errors/catalog";
import { EXCLUSION_REASONS } from "@/lib/transfer/turn/outcome";
import { explain } from "./explain";
import { LOCALES } from "./locales";
import { MESSAGES } from "./translator";

type Tree = { [key: string]: string | Tree };

function paths(tree: Tree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : paths(value, `${prefix}${key}.`),
  );
}

/** The values a message takes: `{name}` or `{name, plural, …}`. Words in a branch begin with a capital. */
function placeholders(tree: Tree, path: string): string[] {
  const message = path.split(".").reduce<Tree | string>((node, key) => {
    return typeof node === "string" ? node : (node[key] ?? "");
  }, tree);
  const names = [...String(message).matchAll(/\{([a-z]\w*)[,}]/g)].map(([, name = ""]) => name);
  return [...new Set(names)].toSorted();
}

test.each(LOCALES)("%s has every message that bokmål has, and no other", (locale) => {
  expect(paths(MESSAGES[locale]).toSorted()).toEqual(paths(MESSAGES.nb).toSorted());
});

test.each(LOCALES)("every message of %s takes the same values as bokmål's", (locale) => {
  const differing = paths(MESSAGES.nb).filter(
    (path) =>
      placeholders(MESSAGES[locale], path).join() !== placeholders(MESSAGES.nb, path).join(),
  );
  expect(differing).toEqual([]);
});

const codes = Object.keys(PROBLEMS) as ProblemCode[];

test.each(LOCALES)("every problem has a cause and a fix in %s", (locale) => {
  const written = new Set(paths(MESSAGES[locale]));
  const wanted = codes.flatMap((code) => [`problems.${code}.cause`, `problems.${code}.fix`]);
  expect(wanted.filter((path) => !written.has(path))).toEqual([]);
});

test.each(LOCALES)(
  "every reason to leave something out has words in %s, and no other has",
  (locale) => {
    expect(Object.keys(MESSAGES[locale].leftOut).toSorted()).toEqual(EXCLUSION_REASONS.toSorted());
  },
);

test("no words are kept for a problem that cannot happen", () => {
  const known = new Set(codes.flatMap((code) => [`${code}.cause`, `${code}.fix`]));
  expect(paths(MESSAGES.nb.problems).filter((path) => !known.has(path))).toEqual([]);
});

test("amounts, and our own words in a problem, are written as the language writes them", () => {
  const unmapped: Problem = {
    code: "mapping.group_unmapped",
    details: { side: "sales", group: 3, groupName: "Kaffe", treatment: "medium" },
  };
  expect(explain(unmapped, "nb").cause).toBe(
    "Varegruppe 3 «Kaffe» har ingen salgskonto for 15 % mva.",
  );
  const differs: Problem = {
    code: "document.total_differs",
    details: { expectedMinor: 125000, actualMinor: 125001, currency: "NOK" },
  };
  expect(explain(differs, "en").cause).toBe(
    "The lines add up to 1,250.00, but the document's total is 1,250.01.",
  );
  const inEuro: Problem = { ...differs, details: { ...differs.details, currency: "EUR" } };
  expect(explain(inEuro, "en").cause).toBe(
    "The lines add up to EUR\u00a01,250.00, but the document's total is EUR\u00a01,250.01.",
  );
  const line: Problem = {
    code: "document.line_differs",
    details: { line: 2, expected: "1234.5", actual: "1234.256" },
  };
  expect(explain(line, "da").cause).toBe(
    "Linje 2 går ikke op: beregnet 1.234,5, i Rackbeat står 1.234,256.",
  );
});

test("what a changed document was and is reads as every date and amount", () => {
  const details = {
    before: "2026-11-22 NOK 4146.66",
    after: "2026-11-23 EUR 372.50",
    what: "date, total",
    seen: null,
  };
  const changed: Problem = { code: "document.changed_after_transfer", details };
  expect(explain(changed, "en").cause).toContain(
    "(before: 22/11/2026, 4,146.66, now: 23/11/2026, EUR\u00a0372.50). Changed: the date, the amount.",
  );
  // Stored before it was known what had changed.
  const { what: _, ...without } = details;
  const old = { ...changed, details: without } as Problem;
  expect(explain(old, "en").cause).toMatch(/EUR\u00a0372.50\)\.$/);
  const undated: Problem = { ...changed, details: { ...details, before: "– NOK 1.00" } };
  expect(explain(undated, "en").cause).toContain("(before: – NOK 1.00, now:");
});

test.each(LOCALES)("why a company cannot be used is told in words in %s", (locale) => {
  const unusable = (reason: string): Problem => ({
    code: "connection.company_unusable",
    details: { company: "Fjordlys AS", reason },
  });
  const { fix } = explain(unusable("not_reached"), locale);
  expect(fix).not.toContain("not_reached");
  expect(explain(unusable("something_new"), locale).fix).not.toMatch(/something_new|[{}]/);
});

test("a locked period is told once, in our words; Fiken's own stand beneath", () => {
  const message = "Kan ikke bokføre på 2026-11-22: perioden er låst til og med 2026-11-22";
  const locked: Problem = { code: "fiken.period_locked", details: { date: "2026-11-22", message } };
  const { cause, fix } = explain(locked, "nb");
  expect(cause).toBe("Fiken kan ikke bokføre på 22.11.2026: perioden er ikke åpen.");
  expect(fix).toContain(`«${message}»`);
});

test("what a provider wrote is shown as text, whatever characters it holds", () => {
  const refused: Problem = {
    code: "fiken.refused",
    details: { status: 400, message: "<b>{konto}</b> 'ugyldig'", reference: null },
  };
  expect(explain(refused, "nb")).toMatchObject({
    cause: "Fiken avviste: <b>{konto}</b> 'ugyldig'",
    fix: "Rett det Fiken peker på, og send på nytt.",
  });
});

test("days and months of the vendor's books read as the language writes them", () => {
  const early: Problem = {
    code: "vendor.ends_before_it_begins",
    details: { fromDay: "2026-03-01" },
  };
  expect(explain(early, "nb").cause).toBe("Den siste dagen ligger før den første, 01.03.2026.");
  const details = { month: "2026-03", open: "2026-02" };
  const open: Problem = { code: "vendor.earlier_month_open", details };
  expect(`${explain(open, "nb").cause} ${explain(open, "nb").fix}`).toContain("februar 2026");
});
