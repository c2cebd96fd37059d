import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/app/ui/button";
import { TextField } from "@/app/ui/text-field";

type SearchFormProps = { path: string; search: string | undefined; children?: ReactNode };

/** Looks for a company, an agreement or an organisation number. */
export async function SearchForm({ path, search = "", children }: SearchFormProps) {
  const translate = await getTranslations("vendor.search");
  return (
    <search>
      <form action={path} className="mb-3 flex flex-wrap items-end gap-3">
        <TextField
          key={search}
          type="search"
          name="search"
          label={translate("label")}
          defaultValue={search}
        />
        {children}
        <Button type="submit">{translate("find")}</Button>
      </form>
    </search>
  );
}
