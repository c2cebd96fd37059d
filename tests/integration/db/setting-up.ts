import { expect, test } from "vitest";
import { listChartAccounts, replaceChartAccounts } from "@/db/queries/chart-accounts";
import {
  type AccountCell,
  listAccountMappings,
  listVatMappings,
  saveAccountMappings,
  saveVatMappings,
} from "@/db/queries/mappings";
import {
  listProductGroups,
  replaceProductGroups,
  upsertProductGroups,
} from "@/db/queries/product-groups";
import {
  getTransferSettings,
  markLive,
  pauseTransfers,
  resumeTransfers,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import {
  listWebhookSubscriptions,
  saveWebhookSubscription,
} from "@/db/queries/webhook-subscriptions";
import type { Harness } from "@/tests/support/drivers";
import { aConnection, anInstallation } from "@/tests/support/rows";

const AT = new Date("2026-04-01T10:00:00Z");
const LATER = new Date("2026-04-02T10:00:00Z");

export function testSettingUp({ db }: Harness): void {
  async function twoInstallations() {
    const [mine, other] = await Promise.all([anInstallation(db()), anInstallation(db())]);
    return { mine: { installationId: mine.id }, other: { installationId: other.id } };
  }

  test("mapped cells are written, changed and emptied, also the one without a product group", async () => {
    const { mine, other } = await twoInstallations();
    const cell = { side: "sales", productGroup: 7, treatment: "high" } as const;
    const general = { ...cell, productGroup: null };
    const rows: AccountCell[] = [
      { ...cell, account: "3000", vatType: "HIGH" },
      { ...general, account: "3010", vatType: "HIGH" },
    ];
    await saveAccountMappings(db(), { ...mine, rows });
    await saveAccountMappings(db(), { ...other, rows });

    await saveAccountMappings(db(), {
      ...mine,
      rows: [
        { ...cell, account: null },
        { ...general, account: "3020", vatType: "HIGH" },
      ],
    });

    expect(await listAccountMappings(db(), mine)).toMatchObject([{ ...general, account: "3020" }]);
    expect(await listAccountMappings(db(), other)).toHaveLength(2);
  });

  test("VAT rates are equal by value, however they are written", async () => {
    const { mine, other } = await twoInstallations();
    const cell = { side: "sales", zone: "domestic", rate: "25" } as const;
    await saveVatMappings(db(), { ...mine, rows: [{ ...cell, treatment: "high" }] });
    await saveVatMappings(db(), { ...other, rows: [{ ...cell, treatment: "high" }] });
    await saveVatMappings(db(), {
      ...mine,
      rows: [{ ...cell, rate: "25.00", treatment: "medium" }],
    });
    expect(await listVatMappings(db(), mine)).toMatchObject([
      { rate: "25.00", treatment: "medium" },
    ]);

    await saveVatMappings(db(), { ...mine, rows: [{ ...cell, rate: "25.0", treatment: null }] });
    expect(await listVatMappings(db(), mine)).toEqual([]);
    expect(await listVatMappings(db(), other)).toHaveLength(1);
  });

  test("a group's own reason for 0 % stands beside the general one, each written and emptied by itself", async () => {
    const { mine } = await twoInstallations();
    const general = { side: "sales", zone: "domestic", rate: "0" } as const;
    const own = (productGroup: number) => ({ ...general, productGroup });
    await saveVatMappings(db(), {
      ...mine,
      rows: [
        { ...general, treatment: "exempt" },
        { ...own(7), treatment: "exempt" },
        { ...own(8), treatment: "exempt" },
      ],
    });
    await saveVatMappings(db(), {
      ...mine,
      rows: [
        { ...general, productGroup: null, treatment: "reverse_charge" },
        { ...own(7), treatment: null },
        { ...own(8), treatment: "outside" },
      ],
    });
    expect(await listVatMappings(db(), mine)).toMatchObject([
      { productGroup: 8, treatment: "outside" },
      { productGroup: null, treatment: "reverse_charge" },
    ]);

    await saveVatMappings(db(), { ...mine, rows: [{ ...general, treatment: null }] });
    expect(await listVatMappings(db(), mine)).toMatchObject([{ productGroup: 8 }]);
  });

  test("unsaved settings are what the columns would default to", async () => {
    const { mine } = await twoInstallations();
    const unsaved = await getTransferSettings(db(), mine);
    await saveTransferSettings(db(), mine);
    expect(await getTransferSettings(db(), mine)).toEqual(unsaved);
  });

  test("a saved choice leaves the others, and other installations", async () => {
    const { mine, other } = await twoInstallations();
    await saveTransferSettings(db(), { ...mine, salesInvoiceMode: "booked", attachPdf: false });
    await saveTransferSettings(db(), { ...mine, startDate: "2026-01-01" });

    expect(await getTransferSettings(db(), mine)).toMatchObject({
      salesInvoiceMode: "booked",
      attachPdf: false,
      startDate: "2026-01-01",
      invoiceIssuer: "rackbeat",
    });
    expect((await getTransferSettings(db(), other)).salesInvoiceMode).toBeNull();
  });

  test("going live and pausing keep their first moment, and resuming ends the pause only", async () => {
    const { mine } = await twoInstallations();
    for (const at of [AT, LATER]) {
      await markLive(db(), { ...mine, at });
      await pauseTransfers(db(), { ...mine, at });
    }
    expect(await getTransferSettings(db(), mine)).toMatchObject({ liveAt: AT, pausedAt: AT });

    await resumeTransfers(db(), mine);
    expect(await getTransferSettings(db(), mine)).toMatchObject({ liveAt: AT, pausedAt: null });
  });

  test("product groups are added, refreshed, and forgotten when they are gone", async () => {
    const { mine, other } = await twoInstallations();
    const group = (number: number, name: string) => ({
      number,
      name,
      hasInventory: true,
      vatDomestic: "25.00",
      vatEu: "0.00",
      vatAbroad: "0.00",
      vatDomesticExempt: null,
    });
    const groups = [group(1, "Kaffe"), group(2, "Te")];
    await replaceProductGroups(db(), { ...mine, groups, seenAt: AT });
    await replaceProductGroups(db(), { ...other, groups, seenAt: AT });

    await upsertProductGroups(db(), { ...mine, groups: [group(3, "Kakao")], seenAt: LATER });
    expect((await listProductGroups(db(), mine)).map(({ name }) => name)).toEqual([
      "Kaffe",
      "Te",
      "Kakao",
    ]);

    await replaceProductGroups(db(), { ...mine, groups: [group(2, "Urtete")], seenAt: LATER });
    expect(await listProductGroups(db(), mine)).toEqual([
      { ...mine, ...group(2, "Urtete"), productCount: null, firstSeenAt: AT, seenAt: LATER },
    ]);
    await replaceProductGroups(db(), { ...mine, groups: [], seenAt: LATER });
    expect(await listProductGroups(db(), mine)).toEqual([]);
    expect(await listProductGroups(db(), other)).toHaveLength(2);
  });

  test("the chart of accounts is the company's as last seen, and of no other installation", async () => {
    const { mine, other } = await twoInstallations();
    const { id: connectionId } = await aConnection(db(), mine);
    const key = { ...mine, connectionId };
    const accounts = [
      { code: "3000", name: "Salgsinntekt, avgiftspliktig" },
      { code: "1500:10001", name: "Kunde" },
    ];
    await replaceChartAccounts(db(), { ...key, accounts, seenAt: AT });
    await replaceChartAccounts(db(), {
      ...key,
      accounts: [{ code: "3000", name: "Salg" }],
      seenAt: AT,
    });
    expect(await listChartAccounts(db(), key)).toMatchObject([{ code: "3000", name: "Salg" }]);

    const crossed = { ...other, connectionId };
    expect(await listChartAccounts(db(), crossed)).toEqual([]);
    await expect(
      replaceChartAccounts(db(), { ...crossed, accounts: [], seenAt: AT }),
    ).rejects.toThrow("does not exist");
  });

  test("each event has one webhook, and only its installation sees it", async () => {
    const { mine, other } = await twoInstallations();
    const event = "customer_invoice.booked";
    const webhook = {
      ...mine,
      event,
      state: "live",
      rackbeatWebhookId: 4_000_000_000,
      tokenHash: "hash-1",
      checkedAt: AT,
    } as const;
    await saveWebhookSubscription(db(), webhook);
    await saveWebhookSubscription(db(), { ...webhook, tokenHash: "hash-2" });

    expect(await listWebhookSubscriptions(db(), mine)).toMatchObject([
      { ...webhook, tokenHash: "hash-2" },
    ]);
    expect(await listWebhookSubscriptions(db(), other)).toEqual([]);
  });
}
