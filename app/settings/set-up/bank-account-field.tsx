"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { SelectField } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";

const accountsSchema = z.array(z.object({ number: z.string(), name: z.string().nullable() }));

type BankAccountFieldProps = {
  /** Null: the first in Fiken. */
  value: string | null;
  onChange: (value: string | null) => void;
};

/** The account to pay to on invoices that Fiken issues: one of those in Fiken. */
export function BankAccountField({ value, onChange }: BankAccountFieldProps) {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const accounts = useQuery({
    queryKey: ["bank-accounts"],
    queryFn: () => fetchJson("/api/embedded/bank-accounts", accountsSchema),
  });
  // In the field's own place, so that nothing below it moves when they come.
  if (accounts.isPending) {
    return (
      <SelectField
        label={translate("setUp.bankAccount")}
        hint={translate("setUp.bankAccountHint")}
        disabled
        aria-busy
      >
        <option>{translate("app.loading")}</option>
      </SelectField>
    );
  }
  if (!accounts.data) {
    return (
      <div className="grid gap-2">
        <FailureNotice error={accounts.error} />
        <div>
          <Button busy={accounts.isFetching} onClick={() => accounts.refetch()}>
            {translate("app.tryAgain")}
          </Button>
        </div>
      </div>
    );
  }
  const [first] = accounts.data;
  if (!first && value === null) {
    return <Notice tone="warn">{translate("setUp.bankAccountNone")}</Notice>;
  }
  const isGone = value !== null && !accounts.data.some(({ number }) => number === value);
  return (
    <SelectField
      label={translate("setUp.bankAccount")}
      hint={translate("setUp.bankAccountHint")}
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
    >
      <option value="">
        {translate("setUp.bankAccountFirst", { account: first ? written(first.number) : "none" })}
      </option>
      {accounts.data.map(({ number, name }) => (
        <option key={number} value={number}>
          {[written(number), name].filter(Boolean).join(" ")}
        </option>
      ))}
      {isGone && (
        <option value={value}>
          {translate("setUp.bankAccountGone", { number: written(value) })}
        </option>
      )}
    </SelectField>
  );
}

/** As Norwegians write an account number: 1503.44.71204. */
function written(number: string): string {
  return number.replace(/^(\d{4})(\d{2})(\d{5})$/, "$1.$2.$3");
}
