import { getLocale, getTranslations } from "next-intl/server";
import type { RevenueFigures } from "@/lib/billing/revenue";
import { formatDecimal } from "@/lib/i18n/format";
import { barsOf } from "./revenue-bars";

const WIDTH = 960;
const HEIGHT = 220;
/** Room for the months' names beneath the bars, and for the amounts above them. */
const FOOT = 24;
const HEAD = 20;

/**
 * The recurring revenue at the end of each of twelve months. The same numbers stand in the table
 * beneath: where the plot is too small for letters, it has none.
 */
export async function RevenuePlot({ months }: { months: readonly RevenueFigures[] }) {
  const translate = await getTranslations("vendor.overview");
  const locale = await getLocale();
  const bars = barsOf(
    months.map(({ endMinor }) => endMinor),
    { width: WIDTH, height: HEIGHT - FOOT - HEAD },
  );
  const shortMonth = new Intl.DateTimeFormat(locale, {
    ...{ month: "short", year: "2-digit", timeZone: "UTC" },
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={translate("plot")}
      className="h-auto w-full"
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
      {months.map(({ month, endMinor }, index) => {
        const { x, y, width, height } = bars[index] ?? { x: 0, y: 0, width: 0, height: 0 };
        const middle = x + width / 2;
        return (
          <g key={month}>
            <rect
              {...{ x, width, height, y: HEAD + y }}
              rx="3"
              className={index === months.length - 1 ? "fill-accent" : "fill-muted"}
            />
            <text
              x={middle}
              y={HEAD + y - 6}
              textAnchor="middle"
              className="fill-ink text-[11px] max-sm:hidden"
            >
              {formatDecimal(endMinor, locale)}
            </text>
            <text
              x={middle}
              y={HEIGHT - 8}
              textAnchor="middle"
              className="fill-muted text-[11px] max-sm:hidden"
            >
              {shortMonth.format(new Date(`${month}-01T00:00:00Z`))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
