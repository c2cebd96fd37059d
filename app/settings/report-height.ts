/**
 * Tells Rackbeat how tall the page is, at once and whenever it changes, so that the frame has no scrollbar of its
 * own. Outside of a frame it does nothing. Answers how to stop.
 */
export function reportHeight(parentOrigins: readonly string[]): () => void {
  const [target] = parentOrigins;
  if (window.parent === window || target === undefined) return () => undefined;
  const origin = parentOrigins.find((allowed) => allowed === parentOrigin()) ?? target;
  let reported = 0;
  const report = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === reported) return;
    reported = height;
    window.parent.postMessage({ height }, origin);
  };
  const observer = new ResizeObserver(report);
  observer.observe(document.body);
  report();
  return () => observer.disconnect();
}

/** Only some browsers tell; the others get the first origin that may frame us. */
function parentOrigin(): string | null {
  return window.location.ancestorOrigins?.[0] ?? null;
}
