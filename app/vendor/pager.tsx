import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/ui/button";

/** To the list's beginning and on; either null where there is no such way. */
export async function Pager({ first, next }: { first: string | null; next: string | null }) {
  const translate = await getTranslations("vendor.pager");
  if (first === null && next === null) return null;
  return (
    <nav aria-label={translate("label")} className="mt-3 flex justify-between gap-3">
      {first === null ? <span /> : <ButtonLink href={first}>{translate("first")}</ButtonLink>}
      {next === null ? <span /> : <ButtonLink href={next}>{translate("next")}</ButtonLink>}
    </nav>
  );
}
