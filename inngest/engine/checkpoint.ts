import type { z } from "zod";
import type { checkpointSchema } from "./protocol";
import { isFinished, saveStep } from "./run";
import type { RunStore } from "./run-store";

export type CheckpointReply = { status: 200 | 400 | 404 | 409; error?: string };

/**
 * Takes in the steps that a function has done while its request is still open, so that they are not
 * done again should the request be lost.
 */
export function saveCheckpoint(
  runs: RunStore,
  runId: string,
  { request_id: requestId, steps }: z.infer<typeof checkpointSchema>,
): CheckpointReply {
  const run = runs.get(runId);
  if (!run) return { status: 404, error: "run not found" };
  // The SDK stops when told 409: an attempt that was given up must not run on beside its successor.
  if (isFinished(run) || (requestId !== undefined && !run.requests.has(requestId))) {
    return { status: 409, error: "this request has been superseded" };
  }
  const unfit = steps.find(({ op }) => !["Step", "StepRun", "StepPlanned"].includes(op));
  if (unfit) return { status: 400, error: `cannot checkpoint opcode: ${unfit.op}` };

  for (const { id, op, data } of steps) {
    if (op !== "StepPlanned") saveStep(run, id, { data: data ?? null });
  }
  return { status: 200 };
}
