import { z } from "zod";
import { FORMAT, recordSchema, VERSION } from "./records";

const DESCRIPTION = [
  "One line of a hand-over. A hand-over is a UTF-8 text file with one JSON value per line: a header, then records, then",
  "an end that counts the records before it, the header among them. What is referred to comes before what refers to it.",
  "Hand-overs of several agreements may follow one another in one file. Moments are ISO 8601 in UTC, amounts named",
  "…Minor are in the smallest unit of their currency, rates are percent. No token, password or key stands in it.",
].join(" ");

/** The format as JSON Schema (2020-12), for whoever reads a hand-over with a program of their own. */
export function handOverJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(recordSchema, { io: "input" });
  const { $schema, ...line } = schema;
  return {
    ...{ $schema, $id: `urn:${FORMAT.replace("/", ":")}:${VERSION}` },
    ...{ title: `${FORMAT}, version ${VERSION}`, description: DESCRIPTION },
    ...line,
  };
}
