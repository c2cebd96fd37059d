import type { ReactNode } from "react";

type TableProps = { caption: string; head: readonly ReactNode[]; children: ReactNode };

const STACKED =
  "max-sm:block max-sm:[&_tbody]:block max-sm:[&_td]:block max-sm:[&_td]:py-0.5 max-sm:[&_td]:text-left max-sm:[&_td:empty]:hidden max-sm:[&_th]:block max-sm:[&_thead]:sr-only max-sm:[&_tr]:block max-sm:[&_tr]:py-1";

/** A table where there is room; in a narrow frame each row becomes a small sheet, so that nothing scrolls sideways. */
export function Table({ children, ...rest }: TableProps) {
  return (
    <TableOfParts {...rest}>
      <tbody>{children}</tbody>
    </TableOfParts>
  );
}

type TableOfPartsProps = TableProps & {
  /** Of the columns, the widths that they keep whatever rows come and go; an empty one takes what is left. */
  widths?: readonly string[];
};

/** The same of several `tbody`, for rows that come and go together. */
export function TableOfParts({ caption, head, widths, children }: TableOfPartsProps) {
  return (
    <div className="sm:overflow-x-auto">
      <table
        className={`w-full border-collapse text-left ${STACKED} ${widths ? "sm:table-fixed" : ""}`}
      >
        <caption className="sr-only">{caption}</caption>
        {widths && (
          <colgroup>
            {widths.map((width, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table keep their places
              <col key={index} className={width} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table keep their places
              <th key={index} scope="col" className="px-2 py-1.5 font-medium">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
