/** A bar in the units of the plot; `y` from the top. */
export type Bar = { x: number; y: number; width: number; height: number };

/** How much of a bar's place it fills. */
const FILL = 0.6;

/** One bar per value, side by side, all on the plot's bottom; the highest value fills it. */
export function barsOf(
  values: readonly number[],
  { width, height }: { width: number; height: number },
): Bar[] {
  const highest = Math.max(1, ...values);
  const place = width / Math.max(1, values.length);
  return values.map((value, index) => {
    const barHeight = (Math.max(0, value) / highest) * height;
    return {
      x: index * place + (place * (1 - FILL)) / 2,
      y: height - barHeight,
      width: place * FILL,
      height: barHeight,
    };
  });
}
