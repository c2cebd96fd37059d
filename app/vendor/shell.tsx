import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/app/ui/button";
import type { Staff } from "@/lib/auth/staff-session";

const PLACES = {
  overview: "/vendor",
  months: "/vendor/months",
  agreements: "/vendor/agreements",
  operations: "/vendor/operations",
  takeOver: "/vendor/take-over",
  audit: "/vendor/audit",
} as const;

type ShellProps = {
  staff: Staff;
  place: keyof typeof PLACES;
  title: string;
  /** Beside the title: a choice of month, a download. */
  aside?: ReactNode;
  children: ReactNode;
};

/** What every page of the dashboard has around it. */
export async function Shell({ staff, place, title, aside, children }: ShellProps) {
  const translate = await getTranslations("vendor");
  const names = Object.keys(PLACES) as (keyof typeof PLACES)[];
  return (
    <>
      <header className="border-line border-b bg-card">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2">
          <nav aria-label={translate("nav.label")} className="flex flex-wrap gap-x-4 gap-y-1">
            {names.map((name) => (
              <Link
                key={name}
                href={PLACES[name]}
                prefetch={false}
                aria-current={name === place ? "page" : undefined}
                className="py-1 text-accent hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {translate(`nav.${name}`)}
              </Link>
            ))}
          </nav>
          <form method="post" action="/vendor/sign-out" className="flex items-center gap-3">
            <span className="text-muted text-xs">{staff.email}</span>
            <Button type="submit" look="quiet">
              {translate("signOut")}
            </Button>
          </form>
        </div>
      </header>
      <main className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4 max-sm:wrap-anywhere">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1>{title}</h1>
          {aside}
        </div>
        {children}
      </main>
    </>
  );
}
