"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFrame } from "./frame";

const PAGES = [
  { path: "", name: "status" },
  { path: "/set-up", name: "setUp" },
  { path: "/mapping", name: "mapping" },
  { path: "/import", name: "import" },
  { path: "/reconciliation", name: "reconciliation" },
  { path: "/preferences", name: "preferences" },
] as const;

/** `hasImport`: the one-time import has not been spent. */
export function Navigation({ hasImport }: { hasImport: boolean }) {
  const translate = useTranslations("nav");
  const { base } = useFrame();
  const pathname = usePathname();
  return (
    <nav aria-label={translate("label")}>
      <ul className="flex flex-wrap gap-1">
        {PAGES.filter(({ name }) => hasImport || name !== "import").map(({ path, name }) => (
          <li key={name}>
            <Link
              href={`${base}${path}`}
              prefetch={false}
              aria-current={isCurrent(pathname, base, path) ? "page" : undefined}
              className="block rounded-md px-3 py-1.5 font-medium text-muted hover:text-ink aria-[current=page]:bg-card aria-[current=page]:text-ink aria-[current=page]:shadow-xs"
            >
              {translate(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A transfer's own page belongs to the status. */
function isCurrent(pathname: string, base: string, path: string): boolean {
  if (path !== "") return pathname === `${base}${path}`;
  return pathname === base || pathname.startsWith(`${base}/transfers/`);
}
