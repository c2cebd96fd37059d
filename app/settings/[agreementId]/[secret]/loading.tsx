/** Between two screens: as tall as a screen usually is, so that the frame does not shrink and grow again. */
export default function Loading() {
  return (
    <div aria-hidden="true" className="grid min-h-150 content-start gap-3">
      <div className="h-32 rounded-lg border border-line bg-card" />
      <div className="h-96 rounded-lg border border-line bg-card" />
    </div>
  );
}
