import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ensureBuilt } from "./system/app-process";

type Counts = { passed: number; failed: number; skipped: number };
type Runner = {
  name: string;
  command: string[];
  env: Record<string, string>;
  report: string;
  count: (report: unknown) => Counts;
};

const REPORTS = ".data/test-reports";

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
});
const playwrightSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

const RUNNERS: Record<"vitest" | "e2e", Runner> = {
  vitest: {
    name: "Vitest: rules, rooms together, whole processes",
    command: [
      ...["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts"],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${REPORTS}/vitest.json`],
    ],
    env: {},
    report: `${REPORTS}/vitest.json`,
    count: (report) => {
      const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } =
        vitestSchema.parse(report);
      return {
        passed: numPassedTests,
        // A file that could not even be loaded has no failed test, but has failed.
        failed: numFailedTests || numFailedTestSuites,
        skipped: numPendingTests,
      };
    },
  },
  e2e: {
    name: "Playwright: stories in the cross-site frame",
    command: [
      ...[
        "node_modules/@playwright/test/cli.js",
        "test",
        "--config",
        "tests/e2e/playwright.config.ts",
      ],
      "--reporter=list,json",
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${process.cwd()}/${REPORTS}/playwright.json` },
    report: `${REPORTS}/playwright.json`,
    count: (report) => {
      const { expected, unexpected, flaky, skipped } = playwrightSchema.parse(report).stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    },
  },
};

/**
 * `npm test`: everything, with the sums of all runners as the last line. Brings what it needs itself: a build, a
 * PostgreSQL, a browser. `--only e2e` or `--only vitest` runs a part.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const chosen = Object.entries(RUNNERS).filter(([key]) => !values.only || key === values.only);
  if (chosen.length === 0) throw new Error(`--only takes ${Object.keys(RUNNERS).join(" or ")}`);
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  await ensureBuilt();

  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, runner] of chosen) {
    const counts = await run(runner);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/** A runner that ends in failure, or leaves no report, counts as one failed test at the least. */
async function run({ name, command, env, report, count }: Runner): Promise<Counts> {
  console.log(`\n${name}\n`);
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, "exit");
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = count(JSON.parse(readFileSync(report, "utf8")));
  return code === 0 ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

await main();
