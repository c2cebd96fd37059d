import { readListPage } from "@/app/settings/status/read-list-page";
import { readTransferFilter } from "@/app/settings/status/read-transfer-filter";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation, locale, request }) => {
  const { searchParams } = new URL(request.url);
  return readListPage(db, {
    ...{ installation, locale, filter: readTransferFilter(searchParams) },
    before: searchParams.get("before"),
    until: searchParams.get("until"),
  });
});
