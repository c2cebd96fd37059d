import { readTransferPage } from "@/app/settings/status/read-transfer-page";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation, locale, request }) => {
  const cursor = new URL(request.url).searchParams.get("before");
  return readTransferPage(db, { installation, locale, cursor });
});
