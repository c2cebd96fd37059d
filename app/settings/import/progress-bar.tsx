const TRACK = "h-2 w-full overflow-hidden rounded-full bg-line";
/** The element's own parts: a width in a style attribute would be refused by the page's own policy. */
const PARTS =
  "appearance-none [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

type BarProps = { label: string; value: { done: number; total: number } | null };

/** How far something has come; null where nobody can tell how much there is. */
export function Bar({ label, value }: BarProps) {
  if (value) {
    return (
      <progress
        aria-label={label}
        value={value.done}
        max={Math.max(value.total, 1)}
        className={`block ${TRACK} ${PARTS}`}
      />
    );
  }
  return (
    <div role="progressbar" aria-label={label} className={TRACK}>
      <div className="h-full w-1/3 rounded-full bg-accent motion-safe:animate-pulse" />
    </div>
  );
}
