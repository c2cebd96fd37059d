import { redirectAfter } from "@/app/install/redirect";
import { getDatabase } from "@/db/database";
import { beginReconnect } from "@/lib/installation/begin-login";
import { requireInstallation } from "../embedded";

/**
 * Begins Fiken's login, outside of the frame. A form brings the session in its body, so that neither it nor the
 * page's secret stands in an address that Fiken, a history or a log would see.
 */
export function POST(request: Request): Promise<Response> {
  return redirectAfter(async () => {
    const token = (await request.formData()).get("session");
    const db = await getDatabase();
    const { id } = await requireInstallation(db, typeof token === "string" ? token : null);
    const { authorizeUrl } = await beginReconnect(db, { installationId: id });
    return authorizeUrl;
  });
}
