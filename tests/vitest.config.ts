import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const shared = { testTimeout: 20_000, hookTimeout: 60_000 };
/** Two at a time, for most of a test's time is the database's of its own. */
const besideOthers = { maxWorkers: 2, sequence: { groupOrder: 1 } };
/** A process that is killed at a certain instant wants the machine for itself. */
const afterwards = { maxWorkers: 1, sequence: { groupOrder: 2 } };

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          ...besideOthers,
          include: ["{app,lib,db,inngest,tests}/**/*.test.{ts,tsx}"],
          exclude: ["tests/{integration,process,e2e}/**"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "integration",
          ...besideOthers,
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: ["tests/support/providers.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "process",
          ...afterwards,
          include: ["tests/process/**/*.test.ts"],
          globalSetup: ["tests/process/global-setup.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
