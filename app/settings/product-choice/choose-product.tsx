"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { Skeleton } from "@/app/ui/skeleton";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { TransferRow } from "../status/transfer-row";
import { type ProductChoice, productChoiceAnswerSchema } from "./product-choice-state";

type Product = ProductChoice["products"][number];

/** The products as they stand in Fiken now, each with "this one". Chosen, everything that waited for it goes on. */
export function ChooseProduct({ transferId }: { transferId: TransferRow["id"] }) {
  const translate = useTranslations("productChoice");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const path = `/api/embedded/transfers/${transferId}/product`;
  const { data, error } = useQuery({
    queryKey: ["product-choice", transferId],
    queryFn: () => fetchJson(path, productChoiceAnswerSchema),
  });
  const choose = useMutation({
    mutationFn: (fikenId: number) =>
      fetchJson(path, anyAnswer, { method: "POST", body: { fikenId } }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (!data) {
    return error ? <FailureNotice error={error} /> : <Skeleton label={translate("loading")} />;
  }
  if (!data.choice) return <p>{translate("settled")}</p>;
  const { number, itemName, products } = data.choice;
  return (
    <section aria-label={translate("title", { number })} className="grid gap-2">
      {itemName && <p>{translate("inRackbeat", { number, name: itemName })}</p>}
      <ul className="grid grid-cols-1 gap-2">
        {products.map((product) => (
          <Candidate
            key={product.id}
            product={product}
            number={number}
            isBusy={choose.isPending}
            onChoose={() => choose.mutate(product.id)}
          />
        ))}
      </ul>
      {products.length === 0 && <p>{translate("gone")}</p>}
      <FailureNotice error={choose.error ?? error} />
      <p className="text-xs">{translate("consequence")}</p>
    </section>
  );
}

type CandidateProps = { product: Product; number: string; isBusy: boolean; onChoose: () => void };

function Candidate({ product, number, isBusy, onChoose }: CandidateProps) {
  const translate = useTranslations("productChoice");
  const { locale } = useFrame();
  const { id, name, priceMinor, account, stock, isActive, lastModified } = product;
  return (
    <li className="grid items-center gap-2 rounded-md border border-line bg-card px-3 py-2 text-ink sm:grid-cols-[1fr_auto]">
      <div className="grid gap-1">
        <p className="font-medium">
          {name} {!isActive && <span className="text-muted">({translate("inactive")})</span>}
        </p>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-[1fr_1fr_2fr_1fr_1fr_1fr]">
          <Fact label={translate("number")}>{number}</Fact>
          <Fact label={translate("price")}>
            {priceMinor === null ? "–" : formatAmount(priceMinor, "NOK", locale)}
          </Fact>
          <Fact label={translate("account")}>
            {account.code} {account.name}
          </Fact>
          <Fact label={translate("stock")}>
            {stock === null ? translate("noStock") : formatStock(stock, locale)}
          </Fact>
          {lastModified && (
            <Fact label={translate("lastModified")}>{formatDate(lastModified, locale)}</Fact>
          )}
          <Fact label={translate("id")}>{id}</Fact>
        </dl>
      </div>
      <div>
        <Button
          aria-label={translate("chooseLabel", { name, id })}
          busy={isBusy}
          onClick={onChoose}
        >
          {translate("choose")}
        </Button>
      </div>
    </li>
  );
}

/** Rackbeat's quantities have up to six decimals. */
function formatStock(stock: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(stock);
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
