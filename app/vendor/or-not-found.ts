import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors/app-error";

/** What was asked for in the address, or the page that says there is no such thing. */
export async function orNotFound<T>(wanted: Promise<T>): Promise<T> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof AppError && error.problem.code === "vendor.not_found") notFound();
    throw error;
  }
}
