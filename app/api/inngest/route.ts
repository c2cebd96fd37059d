import { serve } from "inngest/next";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";

export const { GET, POST, PUT } = serve({ client: inngest, functions });

/** A drain's step takes 20 seconds of work and may be waiting for Fiken's answer at its end. */
export const maxDuration = 60;
