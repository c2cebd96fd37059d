import { readTransferPage } from "@/app/settings/status/read-transfer-page";
import { filterOf } from "@/app/settings/status/transfer-filter";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation, locale, request }) => {
  const { searchParams } = new URL(request.url);
  return readTransferPage(db, {
    ...{ installation, locale, filter: filterOf(searchParams) },
    before: searchParams.get("before"),
    until: searchParams.get("until"),
  });
});
