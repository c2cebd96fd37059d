/** `isExact`: the very document; else Rackbeat's front page, where it can be searched for. */
export type WebAddress = { href: string; isExact: boolean };

/**
 * Where a person finds it in Rackbeat. Rackbeat documents no addresses of its pages: this is the one that other
 * integrations link to.
 */
export function rackbeatWebAddress({
  webUrl,
  kind,
  number,
}: {
  webUrl: string;
  kind: string;
  number: string;
}): WebAddress {
  const page = (path: string) => new URL(path, webUrl).href;
  return kind === "customer_invoice"
    ? { href: page(`/sales/customer-invoices/${encodeURIComponent(number)}`), isExact: true }
    : { href: page("/"), isExact: false };
}
