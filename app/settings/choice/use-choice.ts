import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ZodType } from "zod";
import type { Zod } from "@/app/fetch-json";
import { useFrame } from "../frame";
import type { TransferRow } from "../status/transfer-row";

const answerSchema = (z: Zod) => z.object({ chosen: z.boolean() });
/** `chosen` is false where it was not taken: there is another answer by now, or it is no longer among what there is. */
export type ChoiceAnswer = { chosen: boolean };

type Question<Answer> = {
  transferId: TransferRow["id"];
  /** Which of Fiken's contacts, or products, is meant. */
  of: "contact" | "product";
  schema: ZodType<Answer>;
};

/**
 * What there is to choose from as it stands in Fiken now, and the choice. Chosen, everything that waited for it goes
 * on; taken or not, the question is read again.
 */
export function useChoice<Answer>({ transferId, of, schema }: Question<Answer>) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const path = `/api/embedded/transfers/${transferId}/${of}`;
  const { data, error } = useQuery({
    queryKey: ["choice", of, transferId],
    queryFn: () => fetchJson(path, schema),
  });
  const choose = useMutation({
    mutationFn: (fikenId: number | "new") =>
      fetchJson(path, answerSchema, { method: "POST", body: { fikenId } }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return {
    ...{ data, error: choose.error ?? error },
    ...{ choose: choose.mutate, isBusy: choose.isPending, answer: choose.data },
  };
}
