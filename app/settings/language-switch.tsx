"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { anyAnswer } from "@/app/fetch-json";
import { Select } from "@/app/ui/field";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { FailureNotice } from "./failure-notice";
import { useFrame } from "./frame";

export function LanguageSwitch() {
  const translate = useTranslations("app");
  const { fetchJson, locale } = useFrame();
  const router = useRouter();
  const choose = useMutation({
    mutationFn: (wanted: string) =>
      fetchJson("/api/embedded/locale", anyAnswer, { method: "PUT", body: { locale: wanted } }),
    onSuccess: () => router.refresh(),
  });
  return (
    <>
      <div className="w-28">
        <Select
          aria-label={translate("language")}
          value={locale}
          disabled={choose.isPending}
          onChange={(event) => choose.mutate(event.target.value)}
        >
          {LOCALES.map((name) => (
            <option key={name} value={name} lang={name}>
              {LOCALE_NAMES[name]}
            </option>
          ))}
        </Select>
      </div>
      {choose.error && (
        <div className="basis-full">
          <FailureNotice error={choose.error} />
        </div>
      )}
    </>
  );
}
