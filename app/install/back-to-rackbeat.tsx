import { getTranslations } from "next-intl/server";
import { getEnv } from "@/lib/env";

export async function BackToRackbeat() {
  const translate = await getTranslations("install");
  return (
    <p>
      <a href={getEnv().RACKBEAT_URL} rel="noreferrer" className="text-accent underline">
        {translate("backToRackbeat")}
      </a>
    </p>
  );
}
