import { AppError } from "@/lib/errors/app-error";
import { CallFailure } from "@/lib/http/call-failure";

/** Rackbeat no longer has the entity: deleted, or renamed without a word. Every other failure stays one. */
export async function nullIfUnknown<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.problem.code === "rackbeat.not_found") return null;
    throw error;
  }
}

/** Fiken no longer has the row: a person has deleted it, or approved the draft. Every other failure stays one. */
export async function nullIfDeleted<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return null;
    throw error;
  }
}
