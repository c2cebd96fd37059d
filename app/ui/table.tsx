import type { ReactNode } from "react";

type TableProps = { caption: string; head: readonly ReactNode[]; children: ReactNode };

/** A table for wide frames; narrow ones scroll it by itself, not the page. */
export function Table({ caption, head, children }: TableProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
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
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
