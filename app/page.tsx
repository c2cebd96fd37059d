import { getLocale, getTranslations } from "next-intl/server";
import { explain } from "@/lib/i18n/explain";
import { PlainPage } from "./ui/plain-page";
import { ProblemNotice } from "./ui/problem-notice";

type HomeProps = { searchParams: Promise<{ problem?: string | string[] }> };

/** The front page, and where a walk at top level ends that cannot go on, such as an expired session. */
export default async function HomePage({ searchParams }: HomeProps) {
  const translate = await getTranslations("app");
  const { problem } = await searchParams;
  const expired =
    problem === "session.expired"
      ? explain({ code: "session.expired", details: {} }, await getLocale())
      : null;
  return (
    <PlainPage title={translate("name")}>
      {expired && <ProblemNotice cause={expired.cause} fix={expired.fix} role="alert" />}
      <p>{translate("lead")}</p>
      <p className="text-muted">{translate("install")}</p>
    </PlainPage>
  );
}
