"use client";

import { useState } from "react";
import { Button } from "@/app/ui/button";
import { STAFF_PROVIDER } from "@/lib/auth/staff-provider";

/**
 * To the issuer by script: as a form the way there would be held against `form-action` at every redirect, and where an
 * issuer sends people on to is its own affair.
 */
export function SignInButton({ label }: { label: string }) {
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    const { signIn } = await import("next-auth/react");
    await signIn(STAFF_PROVIDER);
  };
  return (
    <Button look="primary" busy={isLeaving} onClick={leave}>
      {label}
    </Button>
  );
}
