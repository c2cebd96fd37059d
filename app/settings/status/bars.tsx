/** In units of the drawing; it is stretched to the room that there is. */
const WIDTH = 100;
const HEIGHT = 40;
const GAP = 0.2;

type Tone = "good" | "warn" | "busy";

const TONES: Record<Tone, string> = { good: "fill-good", warn: "fill-warn", busy: "fill-busy" };

type Bar = { key: string; count: number; tone: Tone; title: string };

type BarsProps = {
  /** The whole in words, for who does not see it. */
  label: string;
  bars: readonly Bar[];
  /** Draws a line behind this bar. */
  borderAfter?: number;
};

/** Bars side by side, the highest as high as the room. */
export function Bars({ label, bars, borderAfter }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = WIDTH / bars.length;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-16 w-full border-line border-b"
    >
      {bars.map(({ key, count, tone, title }, index) => {
        // What is not nothing is seen.
        const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 2));
        return (
          <rect
            key={key}
            x={(index + GAP / 2) * step}
            y={HEIGHT - height}
            width={step * (1 - GAP)}
            height={height}
            className={TONES[tone]}
          >
            <title>{title}</title>
          </rect>
        );
      })}
      {borderAfter !== undefined && borderAfter >= 0 && (
        <line
          x1={(borderAfter + 1) * step}
          x2={(borderAfter + 1) * step}
          y1={0}
          y2={HEIGHT}
          vectorEffect="non-scaling-stroke"
          strokeDasharray="3 3"
          className="stroke-ink"
        />
      )}
    </svg>
  );
}
