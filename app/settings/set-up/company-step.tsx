"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Skeleton } from "@/app/ui/skeleton";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { Disconnect } from "./disconnect";
import { companySchema, type SetUpState } from "./set-up-state";

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
      <Companies isCurrent={isCurrent} onChosen={() => setDoing(null)} />
    </div>
  );
}

function Companies({ isCurrent, onChosen }: { isCurrent: boolean; onChosen: () => void }) {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const companies = useQuery({
    queryKey: ["companies"],
    queryFn: () => fetchJson("/api/embedded/companies", companySchema.array()),
  });
  const choose = useMutation({
    mutationFn: (companySlug: string) =>
      fetchJson("/api/embedded/company", anyAnswer, { method: "PUT", body: { companySlug } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onChosen();
    },
  });
  if (companies.isPending) return <Skeleton label={translate("app.loading")} lines={2} />;
  if (companies.error) return <FailureNotice error={companies.error} />;

  const usable = companies.data.filter(({ obstacle }) => !obstacle);
  return (
    <div className="grid gap-3">
      {companies.data.length === 0 && <Notice tone="warn">{translate("setUp.companyNone")}</Notice>}
      <ul className="grid gap-2">
        {companies.data.map((company) => (
          <li
            key={company.slug}
            className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line px-3 py-2"
          >
            <CompanyName company={company} />
            {!company.obstacle && (
              <Button
                look={isCurrent && usable.length === 1 ? "primary" : "secondary"}
                busy={choose.isPending}
                onClick={() => choose.mutate(company.slug)}
              >
                {translate("setUp.companyUse", { company: company.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FailureNotice error={choose.error} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-xs">{translate("setUp.notListed")}</p>
        <Button look="quiet" busy={companies.isFetching} onClick={() => companies.refetch()}>
          {translate("setUp.companyRefresh")}
        </Button>
      </div>
    </div>
  );
}

function CompanyName({ company }: { company: z.infer<typeof companySchema> }) {
  const translate = useTranslations("setUp");
  const { name, organizationNumber, testCompany, obstacle } = company;
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p className="font-medium">
        {name}
        {testCompany && <span className="ml-2 text-muted text-xs">{translate("testCompany")}</span>}
      </p>
      {organizationNumber && (
        <p className="text-muted text-xs">
          {translate("companyNumber", { number: organizationNumber })}
        </p>
      )}
      {obstacle && <p className="text-warn text-xs">{translate("noApiAccess")}</p>}
    </div>
  );
}
