"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { LanguageSwitch } from "../language-switch";
import { usePollInterval } from "../polling";
import { CompanyStep } from "../set-up/company-step";
import { ConnectStep } from "../set-up/connect-step";
import { DocumentsForm } from "../set-up/documents-form";
import { DigestForm } from "./digest-form";
import { HandOver } from "./hand-over";
import { type Preferences, preferencesSchema } from "./preferences-state";
import { Transfer } from "./transfer";

export function PreferencesScreen({ initial }: { initial: Preferences }) {
  const translate = useTranslations("preferences");
  const { fetchJson } = useFrame();
  const pollInterval = usePollInterval();
  const { data, error } = useQuery({
    queryKey: ["preferences"],
    queryFn: () => fetchJson("/api/embedded/preferences", preferencesSchema),
    initialData: initial,
    // The login runs in another window: until it has come back, this page looks for it.
    refetchInterval: ({ state }) =>
      !state.data?.setUp.isLoggedIn && pollInterval({ isMoving: false, error: state.error }),
  });
  const { setUp, digest, pausedAt } = data;
  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={error} />
      <Card title={translate("transferTitle")}>
        <Transfer isLive={setUp.isLive} pausedAt={pausedAt} />
      </Card>
      <Card title={translate("choicesTitle")}>
        <DocumentsForm
          // Another company has other accounts to choose from.
          key={setUp.company?.slug}
          setUp={setUp}
          isCurrent
          savedText={translate("saved")}
        />
      </Card>
      <Card title={translate("fikenTitle")}>
        <div className="grid gap-3">
          <ConnectStep setUp={setUp} />
          <CompanyStep setUp={setUp} isCurrent={false} />
        </div>
      </Card>
      <Card title={translate("personTitle")}>
        <div className="grid gap-4">
          <div className="grid gap-1">
            <p className="font-medium">{translate("language")}</p>
            <LanguageSwitch />
          </div>
          <DigestForm digest={digest} />
        </div>
      </Card>
      <Card title={translate("handOverTitle")}>
        <HandOver />
      </Card>
      <Card title={translate("uninstallTitle")}>
        <div className="grid gap-1">
          {(["Where", "Stops", "Kept", "Fiken"] as const).map((part) => (
            <p key={part}>{translate(`uninstall${part}`)}</p>
          ))}
        </div>
      </Card>
    </>
  );
}
