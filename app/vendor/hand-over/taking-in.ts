import { z } from "@/app/answer-zod";

const refusal = z.object({
  reason: z.enum([
    "not_a_hand_over",
    "version",
    "malformed",
    "incomplete",
    "agreement_owns_data",
    "failed",
  ]),
  line: z.number().nullable(),
});

/** What `POST /vendor/hand-over` answers: what a file holds, or what became of it. */
export const takingInSchema = z.object({
  accepted: z.number(),
  refused: z.number(),
  agreements: z.array(
    z.object({
      agreementId: z.string(),
      companyName: z.string(),
      exportedAt: z.string(),
      mappings: z.number(),
      bindings: z.number(),
      transfers: z.number(),
      refusal: refusal.nullable(),
    }),
  ),
  broken: refusal.nullable(),
});

export type TakingIn = ReturnType<typeof takingInSchema.parse>;
export type Refusal = NonNullable<TakingIn["broken"]>;

export type Step = "look" | "take-in";

/** Sends the file, packed: hosts limit what is uploaded, and a hand-over packs to a tenth. Throws where nobody answers. */
export async function sendHandOver(file: File, step: Step): Promise<TakingIn> {
  const packed = file.stream().pipeThrough(new CompressionStream("gzip"));
  const response = await fetch(`/vendor/hand-over?step=${step}`, {
    method: "POST",
    headers: { "Content-Type": "application/gzip" },
    body: await new Response(packed).blob(),
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`POST /vendor/hand-over: ${response.status}`);
  return takingInSchema.parse(await response.json());
}
