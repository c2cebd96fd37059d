/** Next.js calls this once, before it serves: a wrong environment stops the start and names itself. */
export async function register(): Promise<void> {
  const { getEnv } = await import("@/lib/env");
  try {
    getEnv();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
