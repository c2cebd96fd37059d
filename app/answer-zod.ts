import { array, boolean, number, object, enum as oneOf, partialRecord, string, unknown } from "zod";

/**
 * As much of zod as the answers take that are checked by it once it has been loaded. Handed on as a whole, all of zod
 * would be kept in the browser's files: three times as much.
 */
export const z = { array, boolean, enum: oneOf, number, object, partialRecord, string, unknown };
