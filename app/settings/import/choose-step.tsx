"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Skeleton } from "@/app/ui/skeleton";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { ChooseForm } from "./choose-form";
import { IMPORT_FORM_KEY, importFormSchema } from "./import-form";
import { MissingBasics } from "./missing-basics";
import { StepTitle } from "./step-title";

type ChooseStepProps = {
  /** A plan is there, and stays until another one is asked for. */
  hasPlan: boolean;
  onDone: () => void;
};

export function ChooseStep({ hasPlan, onDone }: ChooseStepProps) {
  const translate = useTranslations("import");
  const { base, fetchJson, locale } = useFrame();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...IMPORT_FORM_KEY, locale],
    queryFn: () => fetchJson("/api/embedded/import/form", importFormSchema),
    // What somebody is choosing does not change under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return (
    <Card
      title={<StepTitle>{translate("choose.title")}</StepTitle>}
      aside={
        hasPlan ? (
          <Button look="quiet" onClick={onDone}>
            {translate("choose.back")}
          </Button>
        ) : (
          <ButtonLink look="quiet" href={base}>
            {translate("skipNow")}
          </ButtonLink>
        )
      }
    >
      <div className="grid gap-3">
        <div>
          <p>{translate("text")}</p>
          <p className="text-muted">{translate("once")}</p>
        </div>
        <FailureNotice error={error} />
        {data ? (
          <>
            {data.missing.length > 0 && <MissingBasics missing={data.missing} />}
            <ChooseForm
              // What has just been created in Rackbeat is there to be chosen.
              key={JSON.stringify(data.missing)}
              form={data}
              hasPlan={hasPlan}
              onDone={onDone}
            />
          </>
        ) : error ? (
          <div>
            <Button busy={isFetching} onClick={() => refetch()}>
              {translate("choose.again")}
            </Button>
          </div>
        ) : (
          <div className="grid gap-2">
            <p className="text-muted">{translate("choose.loading")}</p>
            <Skeleton label={translate("choose.loading")} lines={6} />
          </div>
        )}
      </div>
    </Card>
  );
}
