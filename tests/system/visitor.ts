import { z } from "zod";
import type { EntityKind } from "@/db/schema/transfers";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "./system";

export const AGREEMENT = 204_101;

/** What a user does in the browser, without one: follows redirects, reads the session out of the page, calls its API. */
export type Visitor = {
  /** The token of the session that the settings page carries. */
  session: string;
  get: (path: string) => Promise<unknown>;
  send: (method: "POST" | "PUT", path: string, body?: unknown) => Promise<unknown>;
};

/** Install on Rackbeat's page, log in at Fiken, back to Rackbeat. */
export async function install(
  { rackbeat, fiken }: System,
  agreementId = AGREEMENT,
  companies = [FJORDLYS],
): Promise<void> {
  const toFiken = await followTo(rackbeat.startInstall(agreementId), "/oauth/authorize");
  const { searchParams } = new URL(toFiken);
  const callback = fiken.authorize({
    redirectUri: searchParams.get("redirect_uri") ?? "",
    state: searchParams.get("state") ?? "",
    companies,
  });
  const back = await fetch(callback, { redirect: "manual" });
  const location = back.headers.get("location") ?? "";
  if (!location.startsWith(rackbeat.url)) {
    throw new Error(`The install did not lead back to Rackbeat but to ${location || back.status}`);
  }
}

async function followTo(url: string, path: string): Promise<string> {
  const answer = await fetch(url, { redirect: "manual" });
  const location = answer.headers.get("location") ?? "";
  if (!location.includes(path)) throw new Error(`${path} was expected, not ${location}`);
  return location;
}

/** Opens the settings page as Rackbeat's frame does, and uses the session that the page was given. */
export async function openSettings(
  { rackbeat, appUrl }: System,
  agreementId = AGREEMENT,
): Promise<Visitor> {
  const plugin = rackbeat.world.agreement(agreementId).plugins.get("fiken");
  if (!plugin?.settingsUrl) throw new Error("Rackbeat knows no settings page of the app");
  const page = await (await fetch(plugin.settingsUrl)).text();
  const session = page.match(/\\"token\\":\\"([^"\\]+)/)?.[1];
  if (!session) throw new Error("The settings page carries no session");

  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${appUrl}/api/embedded${path}`, {
      method,
      headers: { authorization: `Bearer ${session}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : (JSON.parse(text) as unknown);
  };
  return {
    session,
    get: (path) => call("GET", path),
    send: (method, path, body) => call(method, path, body),
  };
}

const TREATMENTS = {
  high: "3000",
  medium: "3030",
  low: "3050",
  exempt: "3100",
  export: "3110",
  outside: "3200",
} as const;

const COST_ACCOUNTS = { high: "4300", medium: "4310", low: "4000", none: "4300" } as const;

/** Why some groups of the sandbox are sold without VAT at home, by name. */
const DOMESTIC_ZEROS = new Map([
  ["Bøker", "exempt"],
  ["Gavekort", "outside"],
]);

const mappingSchema = z.object({
  groups: z.array(z.object({ number: z.number().nullable(), name: z.string() })),
});

export type Choices = {
  /** In Fiken; Fjordlys where left out. */
  companySlug?: string;
  salesInvoiceMode?: "draft" | "booked";
  supplierInvoiceMode?: "draft" | "booked" | null;
  creditNoteForm?: "negative_sale" | "reversal";
  kinds?: EntityKind[];
  invoiceIssuer?: "rackbeat" | "fiken";
  attachPdf?: boolean;
  startDate?: string;
};

/** Company, choices, mapping of every group for sales and purchases, go live. */
export async function setUp(
  visitor: Visitor,
  { companySlug = FJORDLYS, ...choices }: Choices = {},
): Promise<void> {
  await visitor.send("PUT", "/company", { companySlug });
  await visitor.send("PUT", "/settings", {
    salesInvoiceMode: "booked",
    supplierInvoiceMode: "booked",
    invoiceIssuer: "rackbeat",
    attachPdf: true,
    startDate: new Date().toISOString().slice(0, 10),
    ...choices,
  });
  await mapEverything(visitor);
  await visitor.send("POST", "/go-live");
}

export async function mapEverything(visitor: Visitor): Promise<void> {
  const { groups } = mappingSchema.parse(await visitor.get("/mappings"));
  await visitor.send("PUT", "/mappings", {
    zones: { domestic_exempt: "exempt", eu: "export", abroad: "export" },
    domesticZeros: groups.flatMap(({ number: productGroup, name }) => {
      const treatment = DOMESTIC_ZEROS.get(name);
      return treatment ? [{ productGroup, treatment }] : [];
    }),
    cells: groups.flatMap(({ number }) =>
      Object.entries(TREATMENTS).map(([treatment, account]) => ({
        productGroup: number,
        treatment,
        account,
      })),
    ),
    purchase: {
      zones: { domestic: "none", domestic_exempt: "none", eu: "import", abroad: "import" },
      cells: groups.flatMap(({ number: productGroup }) => [
        ...Object.entries(COST_ACCOUNTS).map(([treatment, account]) => ({
          ...{ productGroup, treatment, account },
        })),
        { productGroup, treatment: "import", account: "4300", vatType: "HIGH_BASIS" },
      ]),
    },
  });
}
