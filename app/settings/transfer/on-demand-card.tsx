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
  /** Instead of the content, while it is on its way. */
  waiting?: ReactNode;
  children: ReactNode;
};

/** A card that shows what it is for, and its content only when the user asks. */
export function OnDemandCard({ title, text, ask, query, waiting, children }: OnDemandCardProps) {
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
        {query.isFetching && waiting}
      </div>
      {children}
    </Card>
  );
}
