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
import { companySchema } from "./set-up-state";

type Company = z.infer<typeof companySchema>;
type CompanyListProps = {
  isCurrent: boolean;
  onChosen: () => void;
  /** Null where there is no company to stay with. */
  onCancel: (() => void) | null;
};

/** The companies of the login, to choose one. */
export function CompanyList({ isCurrent, onChosen, onCancel }: CompanyListProps) {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const companies = useQuery({
    queryKey: ["companies"],
    queryFn: () => fetchJson("/api/embedded/companies", companySchema.array()),
  });
  if (companies.isPending) return <Skeleton label={translate("app.loading")} lines={2} />;
  return (
    <div className="grid gap-3">
      {companies.data && (
        <Choice companies={companies.data} isCurrent={isCurrent} onChosen={onChosen} />
      )}
      <FailureNotice error={companies.error} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-xs">{translate("setUp.notListed")}</p>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          <Button look="quiet" busy={companies.isFetching} onClick={() => companies.refetch()}>
            {translate("setUp.companyRefresh")}
          </Button>
          {onCancel && (
            <Button look="quiet" onClick={onCancel}>
              {translate("setUp.cancel")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

type ChoiceProps = { companies: Company[]; isCurrent: boolean; onChosen: () => void };

function Choice({ companies, isCurrent, onChosen }: ChoiceProps) {
  const translate = useTranslations("setUp");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const choose = useMutation({
    mutationFn: (companySlug: string) =>
      fetchJson("/api/embedded/company", anyAnswer, { method: "PUT", body: { companySlug } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onChosen();
    },
  });
  if (companies.length === 0) return <Notice tone="warn">{translate("companyNone")}</Notice>;
  const usable = companies.filter(({ obstacle }) => !obstacle);
  return (
    <>
      <ul className="grid gap-2">
        {companies.map((company) => (
          <li
            key={company.slug}
            className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line px-3 py-2"
          >
            <CompanyName company={company} />
            {asked === company.slug ? (
              <EndLive
                company={company.name}
                busy={choose.isPending}
                onSure={() => choose.mutate(company.slug)}
                onCancel={() => setAsked(null)}
              />
            ) : (
              !company.obstacle &&
              !company.connected && (
                <Button
                  look={isCurrent && usable.length === 1 ? "primary" : "secondary"}
                  busy={choose.isPending}
                  onClick={() =>
                    company.endsLive ? setAsked(company.slug) : choose.mutate(company.slug)
                  }
                >
                  {translate("companyUse", { company: company.name })}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <FailureNotice error={choose.error} />
    </>
  );
}

type EndLiveProps = { company: string; busy: boolean; onSure: () => void; onCancel: () => void };

/** Asked once more, in place, as before disconnecting. */
function EndLive({ company, busy, onSure, onCancel }: EndLiveProps) {
  const translate = useTranslations("setUp");
  return (
    <Notice tone="warn" role="alert">
      <p>{translate("companySure", { company })}</p>
      <div className="flex flex-wrap gap-x-4 gap-y-2 pt-2">
        <Button busy={busy} onClick={onSure}>
          {translate("companyYes")}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {translate("cancel")}
        </Button>
      </div>
    </Notice>
  );
}

function CompanyName({ company }: { company: Company }) {
  const translate = useTranslations("setUp");
  const { name, organizationNumber, testCompany, obstacle, connected } = company;
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p className="font-medium">
        {name}
        {connected && <span className="ml-2 text-good text-xs">{translate("companyInUse")}</span>}
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
