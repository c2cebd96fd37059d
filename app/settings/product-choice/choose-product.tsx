"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "@/app/ui/skeleton";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { Candidate } from "../choice/candidate";
import { Overtaken } from "../choice/overtaken";
import { useChoice } from "../choice/use-choice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { TransferRow } from "../status/transfer-row";
import { type ProductChoice, productChoiceAnswerSchema } from "./product-choice-state";

type Product = ProductChoice["products"][number];

/** The products as they stand in Fiken now, each with "this one". */
export function ChooseProduct({ transferId }: { transferId: TransferRow["id"] }) {
  const translate = useTranslations("productChoice");
  const { data, error, isBusy, answer, choose } = useChoice({
    transferId,
    of: "product",
    schema: productChoiceAnswerSchema,
  });
  if (!data) {
    return error ? <FailureNotice error={error} /> : <Skeleton label={translate("loading")} />;
  }
  if (!data.choice) {
    return (
      <>
        <Overtaken answer={answer} />
        <p>{translate("settled")}</p>
      </>
    );
  }
  const { number, itemName, products } = data.choice;
  return (
    <section aria-label={translate("title", { number })} className="grid gap-2">
      {itemName && <p>{translate("inRackbeat", { number, name: itemName })}</p>}
      <ul className="grid grid-cols-1 gap-2">
        {products.map((product) => (
          <ProductCandidate
            key={product.id}
            product={product}
            number={number}
            isBusy={isBusy}
            onChoose={() => choose(product.id)}
          />
        ))}
      </ul>
      {products.length === 0 && <p>{translate("gone")}</p>}
      <FailureNotice error={error} />
      <Overtaken answer={answer} />
      <p className="text-xs">{translate("consequence")}</p>
    </section>
  );
}

type CandidateProps = { product: Product; number: string; isBusy: boolean; onChoose: () => void };

function ProductCandidate({ product, number, isBusy, onChoose }: CandidateProps) {
  const translate = useTranslations("productChoice");
  const { locale } = useFrame();
  const { id, name, priceMinor, account, stock, isActive, lastModified } = product;
  const price = priceMinor === null ? "–" : formatAmount(priceMinor, "NOK", locale);
  const facts = [
    { label: translate("number"), value: number },
    { label: translate("price"), value: price },
    { label: translate("account"), value: `${account.code} ${account.name ?? ""}` },
    {
      label: translate("stock"),
      value: stock === null ? translate("noStock") : formatStock(stock, locale),
    },
    ...(lastModified
      ? [{ label: translate("lastModified"), value: formatDate(lastModified, locale) }]
      : []),
    { label: translate("id"), value: id },
  ];
  const label = translate("chooseLabel", { name, id });
  return (
    <Candidate
      name={name}
      mark={isActive ? null : translate("inactive")}
      facts={facts}
      choose={{ text: translate("choose"), label, isBusy, onChoose }}
    />
  );
}

/** Rackbeat's quantities have up to six decimals. */
function formatStock(stock: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(stock);
}
