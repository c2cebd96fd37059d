"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { CompanyList } from "./company-list";
import { Disconnect } from "./disconnect";
import type { SetUpState } from "./set-up-state";

type CompanyStepProps = { setUp: SetUpState; isCurrent: boolean };
type Doing = "change" | "disconnect" | null;

export function CompanyStep({ setUp: { isLoggedIn, company }, isCurrent }: CompanyStepProps) {
  const translate = useTranslations("setUp");
  const [doing, setDoing] = useState<Doing>(null);
  if (!isLoggedIn) return <p className="text-muted">{translate("companyText")}</p>;
  if (company && doing !== "change") {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{translate("companyChosen", { company: company.name })}</p>
        {doing === "disconnect" ? (
          <Disconnect company={company.name} onClose={() => setDoing(null)} />
        ) : (
          <div className="flex flex-wrap gap-x-4 gap-y-2">
            <Button look="quiet" onClick={() => setDoing("change")}>
              {translate("companyChange")}
            </Button>
            <Button look="quiet" onClick={() => setDoing("disconnect")}>
              {translate("disconnect")}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p>{translate("companyText")}</p>
      <CompanyList
        isCurrent={isCurrent}
        onChosen={() => setDoing(null)}
        onCancel={company && (() => setDoing(null))}
      />
    </div>
  );
}
