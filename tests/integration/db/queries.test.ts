import { describe } from "vitest";
import { eachDriver } from "@/tests/support/drivers";
import { testConnecting } from "./connecting";
import { testInstalling } from "./installing";
import { testLanes } from "./lanes";
import { testSettingUp } from "./setting-up";
import { testTransactions } from "./transactions";
import { testVendorBooks } from "./vendor-books";

/** One spec over all drivers, in one file so that one PostgreSQL serves it. */
eachDriver((harness) => {
  describe("installing", () => testInstalling(harness));
  describe("connecting", () => testConnecting(harness));
  describe("lanes", () => testLanes(harness));
  describe("setting up", () => testSettingUp(harness));
  describe("transactions", () => testTransactions(harness));
  describe("vendor's books", () => testVendorBooks(harness));
});
