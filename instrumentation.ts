/** Next.js calls this once, before it serves: a wrong environment stops the start and names itself. */
export async function register(): Promise<void> {
  // Next.js compiles this file for the Edge runtime as well, where nothing of ours runs.
  // biome-ignore lint/style/noProcessEnv: a constant that Next.js puts in at build time
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { endInTime, stopUnlessRight } = await import("@/lib/boot");
    stopUnlessRight();
    endInTime();
  }
}
