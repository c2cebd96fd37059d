"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { Table } from "@/app/ui/table";
import { formatDuration, formatMoment } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { ShownPosting } from "./transfer-details";

/** Every write that was tried in Fiken, with how it went and what Fiken said. */
export function PostingsCard({ postings }: { postings: readonly ShownPosting[] }) {
  const translate = useTranslations("transfer.postings");
  if (postings.length === 0) return null;
  const head = [translate("what"), translate("when"), translate("how")];
  return (
    <Card title={translate("title")}>
      <Table caption={translate("title")} head={head}>
        {postings.map((posting) => (
          <PostingRow key={posting.id} posting={posting} />
        ))}
      </Table>
    </Card>
  );
}

function PostingRow({
  posting: { kind, at, tookMs, state, lookUps, said },
}: {
  posting: ShownPosting;
}) {
  const translate = useTranslations();
  const { locale } = useFrame();
  const key = `transfer.postings.kinds.${kind}` as "transfer.postings.kinds.contact";
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <th scope="row" className="px-2 py-1.5 text-left font-medium">
        {/* Kinds rest in the database and may be of another version than these words. */}
        {translate.has(key) ? translate(key) : kind}
      </th>
      <td className="whitespace-nowrap px-2 py-1.5 text-muted">
        <time dateTime={at}>{formatMoment(at, locale)}</time>
      </td>
      <td className="px-2 py-1.5">
        {translate(`transfer.postings.states.${state}`)}
        {tookMs !== null && (
          <span className="text-muted text-xs">
            {" "}
            {translate("transfer.after", { duration: formatDuration(tookMs, locale) })}
          </span>
        )}
        {lookUps > 0 && (
          <span className="text-muted text-xs">
            , {translate("transfer.postings.lookUps", { count: lookUps })}
          </span>
        )}
        {said && <p className="break-words text-muted text-xs">{said}</p>}
      </td>
    </tr>
  );
}
