/** Reserves the room of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div role="status" aria-label={label} className="grid motion-safe:animate-pulse gap-2">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty lines have nothing else to tell them apart
        <div key={line} className="h-5 rounded bg-line" />
      ))}
    </div>
  );
}
