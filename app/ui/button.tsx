import Link from "next/link";
import type { ComponentProps } from "react";

/** One `primary` per screen: what the user most likely came to do. */
type Look = "primary" | "secondary" | "quiet";

const LOOKS: Record<Look, string> = {
  primary: "border border-transparent px-3 bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line px-3 bg-card text-ink hover:border-accent",
  // Without a box its text is its edge: no padding, so that it stands in line with what is above it.
  quiet: "text-accent hover:underline",
};

const SHAPE =
  "inline-flex min-h-8 items-center justify-center gap-2 rounded-md py-1.5 font-medium disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

type ButtonProps = ComponentProps<"button"> & { look?: Look; busy?: boolean };

export function Button({ look = "secondary", busy = false, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${SHAPE} ${LOOKS[look]} cursor-pointer`}
      disabled={disabled === true || busy}
      aria-busy={busy}
    />
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: Look };

export function ButtonLink({ look = "secondary", ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={`${SHAPE} ${LOOKS[look]}`} />;
}
