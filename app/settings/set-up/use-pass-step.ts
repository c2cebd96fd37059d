"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { anyAnswer } from "@/app/fetch-json";
import { useFrame } from "../frame";
import type { passingSchema } from "./set-up-state";

/** Notes that an optional step was dealt with, or is to be offered again. */
export function usePassStep() {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (passing: z.infer<typeof passingSchema>) =>
      fetchJson("/api/embedded/set-up", anyAnswer, { method: "PUT", body: passing }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
