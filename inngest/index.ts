import { cancelAbandoned } from "./functions/cancel-abandoned-installs";
import { compareStock, scheduleStockComparisons } from "./functions/compare-stock";
import { drainLane } from "./functions/drain-lane";
import { importMasterData, wakeSleepingImports } from "./functions/import-master-data";
import { keepUpInstallation, scheduleUpkeep } from "./functions/keep-up";
import { keepVendorBooks } from "./functions/keep-vendor-books";
import { mailVendorTroubles } from "./functions/mail-troubles";
import { reconcileDocuments, scheduleReconciliations } from "./functions/reconcile";
import { mailDigest, scheduleDigests } from "./functions/send-digests";
import { scheduleSweeps, sweepChanges } from "./functions/sweep-changes";
import { wakeWaiting } from "./functions/wake-waiting";

/** What `/api/inngest` serves. */
export const functions = [
  drainLane,
  wakeWaiting,
  scheduleSweeps,
  sweepChanges,
  scheduleUpkeep,
  keepUpInstallation,
  scheduleStockComparisons,
  compareStock,
  scheduleReconciliations,
  reconcileDocuments,
  importMasterData,
  wakeSleepingImports,
  scheduleDigests,
  mailDigest,
  cancelAbandoned,
  keepVendorBooks,
  mailVendorTroubles,
];
