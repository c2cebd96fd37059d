import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { chromium } from "@playwright/test";

/** A Chromium that starts here, and how it has to be started. */
export type FoundBrowser = {
  executablePath: string;
  args: string[];
  /** To be added to the environment that the browser inherits. */
  env: Record<string, string>;
  version: string;
  /** For people: where it comes from. */
  source: string;
};

type Candidate = Pick<FoundBrowser, "executablePath" | "source"> &
  Partial<Pick<FoundBrowser, "env">>;

const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Tests run as root in containers (no sandbox), without a GPU, and ask nothing of the internet. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
];

/** Where the package unpacks its fonts, beside its browser. */
const FONTS = join(tmpdir(), "fonts");

/** Where a browser may come from, in the order in which they are tried. */
const SOURCES = { system: fromSystem, package: fromPackage, playwright: fromPlaywright } as const;

/**
 * Finds a Chromium, or unpacks or installs one: `CHROMIUM_PATH`, the system's, the npm package
 * `@sparticuz/chromium`, Playwright's own. `CHROMIUM_FROM` (`system`, `package`, `playwright`) allows one source only.
 * Throws with what was tried where none starts.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const { CHROMIUM_PATH: named, CHROMIUM_FROM: only } = process.env;
  const tried: string[] = [];
  for (const candidates of named
    ? [() => [{ executablePath: named, source: "CHROMIUM_PATH" }]]
    : sources(only)) {
    for (const candidate of await candidates()) {
      const started = tryVersion(candidate);
      if (started.ok) {
        return { env: {}, ...candidate, args: ARGS, version: started.output };
      }
      tried.push(`${candidate.source} (${candidate.executablePath}): ${started.output}`);
    }
  }
  throw new Error(`No Chromium starts here. Tried:\n${tried.join("\n") || "nothing was found"}`);
}

function sources(only: string | undefined): (() => Candidate[] | Promise<Candidate[]>)[] {
  const chosen = Object.entries(SOURCES).filter(([name]) => !only || name === only);
  if (chosen.length === 0) throw new Error(`CHROMIUM_FROM=${only}: no such source of a browser`);
  return chosen.map(([, find]) => find);
}

function fromSystem(): Candidate[] {
  return SYSTEM_PATHS.filter((path) => existsSync(path)).map((executablePath) => ({
    executablePath,
    source: "the system's Chromium",
  }));
}

/** A headless shell inside an npm package, with the libraries and fonts that a bare machine lacks. */
async function fromPackage(): Promise<Candidate[]> {
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  const source = "the npm package @sparticuz/chromium";
  const env = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: FONTS };
  return [
    { executablePath, source, env },
    { executablePath, source: `${source} with its own libraries`, env: unpackLibraries() },
  ];
}

/** The package unpacks its libraries by itself only where it believes to run in a cloud function. */
function unpackLibraries(): Record<string, string> {
  const target = join(tmpdir(), "fiken-for-rackbeat-chromium");
  const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const archive = join(dirname(main), "../../bin/al2023.tar.br");
  mkdirSync(target, { recursive: true });
  const unpacked = spawnSync("tar", ["-x", "-C", target], {
    input: brotliDecompressSync(readFileSync(archive)),
    encoding: "utf8",
  });
  if (unpacked.status !== 0) throw new Error(`${archive} cannot be unpacked: ${unpacked.stderr}`);
  return { LD_LIBRARY_PATH: join(target, "lib"), FONTCONFIG_PATH: FONTS };
}

/** Downloads it where it is not there yet. */
function fromPlaywright(): Candidate[] {
  const executablePath = chromium.executablePath();
  if (!existsSync(executablePath)) {
    const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
    spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  }
  return [{ executablePath, source: "Playwright's own Chromium" }];
}

function tryVersion({ executablePath, env }: Candidate): { ok: boolean; output: string } {
  const { status, stdout, stderr, error } = spawnSync(executablePath, ["--version"], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 30_000,
  });
  if (status === 0) return { ok: true, output: stdout.trim() };
  return { ok: false, output: error?.message ?? (stderr.trim() || `exit code ${status}`) };
}
