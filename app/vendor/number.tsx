import type { ReactNode } from "react";

/** A heading above numbers, which stand to the right. */
export function NumberHead({ children }: { children: ReactNode }) {
  return <span className="block text-right">{children}</span>;
}

type NumberCellProps = {
  /** The column's heading: where a narrow screen makes each row a small sheet, the number stands alone. */
  label: string;
  isStrong?: boolean;
  children: ReactNode;
};

/** A number in one piece, its digits under those of the row above. */
export function NumberCell({ label, isStrong = false, children }: NumberCellProps) {
  return (
    <td
      className={`px-2 py-1.5 text-right tabular-nums sm:whitespace-nowrap ${isStrong ? "font-semibold" : ""}`}
    >
      <Label>{label}</Label>
      {children}
    </td>
  );
}

/** As of a number: what says nothing by itself is named where there is no heading above it. */
export function NamedCell({ label, children }: Omit<NumberCellProps, "isStrong">) {
  return (
    <td className="px-2 py-1.5">
      <Label>{label}</Label>
      {children}
    </td>
  );
}

function Label({ children }: { children: string }) {
  return <span className="mr-1 text-muted text-xs sm:hidden">{children}:</span>;
}
