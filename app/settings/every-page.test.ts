import { readdirSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { markUninstalled } from "@/db/queries/installations";
import { requestTransfer } from "@/db/queries/transfers";
import { hashSecret } from "@/lib/secrets/secret";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));
// What a request brings: here none is being rendered.
vi.mock("@/lib/i18n/request-locale", () => ({ localeOfRequest: async () => "nb" }));

const HERE = "app/settings/[agreementId]/[secret]";

type Params = { agreementId: string; secret: string } & Record<string, string>;
type Page = (props: {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string>>;
}) => Promise<unknown>;

/** Pages of one thing of an installation's, by what names it in their path. All others show the installation itself. */
const OF_ONE_THING: Record<string, string> = { "transfers/[transferId]": "transferId" };

const pages = await everyPage();

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
  vi.mocked(getDatabase).mockResolvedValue(db);
});

test("every page of one thing is known here", () => {
  const named = pages.map(([path]) => path).filter((path) => path.includes("["));
  expect(named).toEqual(Object.keys(OF_ONE_THING));
});

test.each(pages)(
  "page %j opens by its installation's secret alone, until uninstall",
  async (_, page) => {
    const owner = await anOwner("the-owners-secret");
    const stranger = await anOwner("the-strangers-secret");
    await expect(open(page, owner.params)).resolves.toBeDefined();
    for (const params of [
      { ...owner.params, secret: "made-up" },
      { ...owner.params, secret: stranger.params.secret },
      { ...owner.params, agreementId: stranger.params.agreementId },
      // A stray percent sign is no address of anybody's.
      { ...owner.params, secret: "%" },
    ]) {
      await expect(open(page, params)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
    }
    await markUninstalled(db, { installationId: owner.id, at: new Date() });
    await expect(open(page, owner.params)).rejects.toThrow("404");
  },
);

test.each(pages.filter(([path]) => path in OF_ONE_THING))(
  "page %j shows nobody what is another installation's",
  async (path, page) => {
    const owner = await anOwner("the-owners-secret");
    const stranger = await anOwner("the-strangers-secret");
    const name = OF_ONE_THING[path] ?? "";
    const params = { ...stranger.params, [name]: owner.params[name] ?? "" };
    await expect(open(page, params)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  },
);

function open(page: Page, params: Params): Promise<unknown> {
  return page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
}

async function everyPage(): Promise<[string, Page][]> {
  const paths = readdirSync(HERE, { recursive: true, encoding: "utf8" })
    .filter((path) => path === "page.tsx" || path.endsWith("/page.tsx"))
    .map((path) => path.slice(0, -"/page.tsx".length))
    .toSorted();
  return Promise.all(
    paths.map(async (path): Promise<[string, Page]> => {
      const file = path === "" ? "page" : `${path}/page`;
      const module: { default: Page } = await import(/* @vite-ignore */ `@/${HERE}/${file}`);
      return [path, module.default];
    }),
  );
}

/** A live installation with one of each thing that has a page of its own. */
async function anOwner(secret: string): Promise<{ id: string; params: Params }> {
  const settingsSecretHash = hashSecret(secret);
  const { id, agreementId } = await anInstallation(db, { settingsSecretHash });
  const { id: connectionId } = await aConnection(db, { installationId: id, companySlug: secret });
  const transfer = await requestTransfer(db, {
    ...{ installationId: id, connectionId, kind: "customer_invoice", rackbeatKey: "1" },
    now: new Date(),
  });
  return { id, params: { agreementId, secret, transferId: transfer.id } };
}
