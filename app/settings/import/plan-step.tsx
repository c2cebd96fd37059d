"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { Table } from "@/app/ui/table";
import { formatCount } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { ShownImport } from "./import-state";
import { Bar } from "./progress-bar";
import { StepTitle } from "./step-title";
import { useImportAction } from "./use-import-action";

type PlanStepProps = { current: ShownImport; onChange: () => void };

/** Both sides are being read, and nothing is written. */
export function PlanStep({ current, onChange }: PlanStepProps) {
  const translate = useTranslations("import.plan");
  return (
    <Card title={<StepTitle>{translate("title")}</StepTitle>}>
      <div className="grid gap-3">
        {current.failure ? (
          <Stopped failure={current.failure} />
        ) : (
          <Bar label={translate("title")} value={null} />
        )}
        <ReadSoFar current={current} />
        <p className="text-muted">{translate("text")}</p>
        <div>
          <Button look="quiet" onClick={onChange}>
            {translate("change")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Stopped({ failure }: { failure: NonNullable<ShownImport["failure"]> }) {
  const translate = useTranslations("import.plan");
  const goOn = useImportAction("continue");
  return (
    <ProblemNotice {...failure} role="alert">
      <div className="grid gap-2 pt-2">
        <div>
          <Button busy={goOn.isPending} onClick={() => goOn.mutate()}>
            {translate("again")}
          </Button>
        </div>
        <FailureNotice error={goOn.error} />
      </div>
    </ProblemNotice>
  );
}

const SIDES = ["fiken", "rackbeat"] as const;

function ReadSoFar({ current: { read, kinds, counts } }: { current: ShownImport }) {
  const translate = useTranslations("import");
  const { locale } = useFrame();
  const head = [
    translate("glance.kind"),
    ...[translate("plan.inFiken"), translate("plan.inRackbeat"), translate("plan.planned")].map(
      (label) => (
        <span key={label} className="block sm:text-right">
          {label}
        </span>
      ),
    ),
  ];
  return (
    <Table caption={translate("plan.title")} head={head}>
      {kinds.map((kind) => {
        const planned = counts.reduce((sum, one) => (one.kind === kind ? sum + one.count : sum), 0);
        const seen = SIDES.map(
          (side) => read.find((one) => one.side === side && one.kind === kind)?.count ?? 0,
        );
        return (
          <tr key={kind} className="border-line border-b last:border-b-0">
            <th scope="row" className="px-2 py-1.5 text-left font-medium">
              {translate(`kindsMany.${kind}`)}
            </th>
            {[...seen, planned].map((count, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table keep their places
              <td key={index} className="px-2 py-1.5 tabular-nums sm:text-right">
                <span className="text-muted sm:hidden">{head[index + 1]} </span>
                {formatCount(count, locale)}
              </td>
            ))}
          </tr>
        );
      })}
    </Table>
  );
}
