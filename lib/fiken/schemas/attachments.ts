import { z } from "zod";
import { optionalText } from "./values";

/** Older answers carry neither uuid nor file name: keep an own record of what was attached. */
export const attachmentSchema = z.object({
  uuid: optionalText,
  filename: optionalText,
  identifier: optionalText,
  comment: optionalText,
  type: optionalText,
  downloadUrl: optionalText,
});

export type FikenAttachment = z.infer<typeof attachmentSchema>;
