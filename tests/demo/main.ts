import { parseArgs } from "node:util";
import { doublingBackoff } from "@/inngest/engine/backoff";
import { STAFF, startSystem } from "@/tests/system/system";
import { seedVendorBooks } from "@/tests/system/vendor-books";
import { walkThrough } from "./once";

/** The app is on `localhost`, Rackbeat on `127.0.0.1`: two sites, so that the frame is truly cross-site. */
const PORTS = { app: 3000, rackbeat: 4010, fiken: 4020, engine: 8288, issuer: 4030 };

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `npm run demo`: simulated Rackbeat and Fiken, embedded engine and built app; prints where to begin.
 * `--once` walks the whole journey without a person and reports; `--report FILE` writes it as JSON.
 * `--dev` (`npm run dev`): the same with hot reload.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      dev: { type: "boolean", default: false },
      report: { type: "string" },
    },
  });
  const system = await startSystem({
    ...(values.once ? {} : { ports: PORTS }),
    dataDir: values.once ? ".data/demo-once" : ".data/demo",
    dev: values.dev,
    ...(values.once ? {} : { seed: seedVendorBooks }),
    backoff: doublingBackoff(500),
    say,
  });
  if (values.once) {
    const passed = await walkThrough(system, { report: values.report, say }).finally(system.stop);
    process.exitCode = passed ? 0 : 1;
    return;
  }
  say(`
Rackbeat (simulated)  ${system.rackbeat.url}/settings/apps   ← begin here: press Install
Fiken (simulated)     ${system.fiken.url}                    its ledger; faults at /_panel
The app               ${system.appUrl}
The vendor's books    ${system.appUrl}/vendor   log in as ${STAFF.email}, password ${STAFF.password}
The job engine        ${system.engine.url}

Ctrl-C ends all of it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void system.stop().then(() => process.exit(0)));
  }
}

await main();
