import { getLocale, getTranslations } from "next-intl/server";
import { TextArea } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import type { VendorNote } from "@/db/schema/vendor-notes";
import { formatMoment } from "@/lib/i18n/format";
import { writeNoteAction } from "../actions";

/** What the staff should know of the agreement, newest first. */
export async function Notes({
  installationId,
  notes,
}: {
  installationId: string;
  notes: readonly VendorNote[];
}) {
  const translate = await getTranslations("vendor.agreement");
  const locale = await getLocale();
  return (
    <div className="grid gap-4">
      <ActionForm action={writeNoteAction} label={translate("writeNote")} done={translate("done")}>
        <input type="hidden" name="installationId" value={installationId} />
        <TextArea name="text" label={translate("note")} rows={3} maxLength={5000} required />
      </ActionForm>
      {notes.length === 0 && <p className="text-muted">{translate("noNotes")}</p>}
      <ul className="grid gap-2">
        {notes.map(({ id, at, author, text }) => (
          <li key={id}>
            <p className="text-muted text-xs">
              {formatMoment(at, locale)} {author}
            </p>
            <p className="whitespace-pre-wrap">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
