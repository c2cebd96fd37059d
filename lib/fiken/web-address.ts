/** `isExact`: the very document; else the company's front page, where it can be searched for. */
export type WebAddress = { href: string; isExact: boolean };

type Target = {
  /** Where people log in. */
  webUrl: string;
  companySlug: string;
  fikenKind: string | null;
  fikenId: number | null;
  /** Of a draft that Fiken is to issue: our own key. */
  uuid: string;
};

/**
 * Where a person finds it in Fiken. Fiken documents no addresses of its pages: these are those that other
 * integrations link to. Kinds without a known one lead to the company.
 */
export function fikenWebAddress(target: Target): WebAddress {
  const company = new URL(`/foretak/${encodeURIComponent(target.companySlug)}`, target.webUrl).href;
  const page = pageOf(target);
  return page ? { href: `${company}/${page}`, isExact: true } : { href: company, isExact: false };
}

function pageOf({ fikenKind, fikenId, uuid }: Target): string | null {
  if (fikenId === null) return null;
  switch (fikenKind) {
    case "sale":
    case "sale_reversal":
      return `handel/salg/${fikenId}`;
    case "contact":
      return `kontakter/kontakt/${fikenId}`;
    case "invoice_draft":
    case "credit_note_draft":
      return `fakturautkast/${uuid}`;
    default:
      return null;
  }
}
