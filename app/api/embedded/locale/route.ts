import { z } from "zod";
import { setLocale } from "@/db/queries/installations";
import { LOCALES } from "@/lib/i18n/locales";
import { embedded, readBody } from "../embedded";

const bodySchema = z.object({ locale: z.enum(LOCALES) });

export const PUT = embedded(async ({ db, installation, request }) => {
  const { locale } = await readBody(request, bodySchema);
  await setLocale(db, { installationId: installation.id, locale });
});
