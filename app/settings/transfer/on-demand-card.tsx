import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { FailureNotice } from "../failure-notice";

type OnDemandCardProps = {
  title: string;
  /** What there is to see, and what asking for it costs. */
  text: string;
  /** On the button that asks. */
  ask: string;
  query: Pick<UseQueryResult, "error" | "isFetching" | "refetch">;
  /** While it is being asked for. */
  loading?: ReactNode;
  /** "status": the answer is read out when it comes. */
  role?: "status";
  children: ReactNode;
};

/** A card that shows what it is for, and its content only when the user asks. */
export function OnDemandCard(props: OnDemandCardProps) {
  const { title, text, ask, query, loading, role, children } = props;
  return (
    <Card title={title}>
      <div className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{text}</p>
          <Button busy={query.isFetching} onClick={() => query.refetch()}>
            {ask}
          </Button>
        </div>
        <FailureNotice error={query.error} />
        {loading}
      </div>
      <div role={role} className="grid grid-cols-1 gap-3 [&:not(:empty)]:pt-3">
        {children}
      </div>
    </Card>
  );
}
