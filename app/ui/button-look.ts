/** One `primary` per screen: what the user most likely came to do. */
export type ButtonLook = "primary" | "secondary" | "quiet";

const LOOKS: Record<ButtonLook, string> = {
  primary: "border border-transparent px-3 bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line px-3 bg-card text-ink hover:border-accent",
  // Without a box its text is its edge: no padding, so that it stands in line with what is above it.
  quiet: "text-accent hover:underline",
};

const SHAPE =
  "inline-flex min-h-8 items-center justify-center gap-2 rounded-md py-1.5 font-medium disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

/** The classes of a button, for what is one or looks like one. */
export function buttonClass(look: ButtonLook): string {
  return `${SHAPE} ${LOOKS[look]}`;
}
