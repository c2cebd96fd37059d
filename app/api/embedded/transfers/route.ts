import { readTransferFilter } from "@/app/settings/status/read-transfer-filter";
import { readTransferPage } from "@/app/settings/status/read-transfer-page";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation, locale, request }) => {
  const { searchParams } = new URL(request.url);
  return readTransferPage(db, {
    ...{ installation, locale, filter: readTransferFilter(searchParams) },
    before: searchParams.get("before"),
    until: searchParams.get("until"),
  });
});
