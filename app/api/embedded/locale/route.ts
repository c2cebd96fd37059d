import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { chooseLocale } from "@/lib/installation/choose-locale";
import { embedded, readBody } from "../embedded";

const bodySchema = z.object({ locale: z.enum(LOCALES) });

export const PUT = embedded(async ({ db, installation, request }) => {
  const { locale } = await readBody(request, bodySchema);
  await chooseLocale(db, { installationId: installation.id, locale });
});
