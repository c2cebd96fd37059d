import { expect, vi } from "vitest";
import { z } from "zod";
import { type ListPage, listPageSchema } from "@/app/settings/status/list-page";
import type { Visitor } from "@/tests/system/visitor";

type Row = ListPage["transfers"][number];

/** Waits until the user sees the invoice like this on the status page. */
export async function untilSeen(
  visitor: Visitor,
  invoiceNumber: number,
  expected: Partial<Row>,
  timeoutMs = 60_000,
): Promise<void> {
  const look = async () => {
    const { transfers } = listPageSchema(z).parse(await visitor.get("/transfers"));
    const transfer = transfers.find(({ number }) => number === String(invoiceNumber));
    expect(transfer).toMatchObject(expected);
  };
  await vi.waitFor(look, { interval: 500, timeout: timeoutMs });
}
