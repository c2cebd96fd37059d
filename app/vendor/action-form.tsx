"use client";

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useRef,
} from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { ProblemNotice } from "@/app/ui/problem-notice";

/** What came of the last time the form was sent. */
export type FormState =
  | { status: "idle" }
  /** `but`: what is otherwise than one would expect of it. */
  | { status: "done"; but: string | null }
  | { status: "refused"; cause: string; fix: string };

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

type ActionFormProps = {
  action: FormAction;
  label: string;
  done: string;
  look?: "primary" | "secondary" | "quiet";
  children: ReactNode;
};

/**
 * A form that tells beneath its fields what came of it. What was typed stays where it was refused, and goes once it is
 * done: React by itself would empty it either way.
 */
export function ActionForm({ action, label, done, look = "secondary", children }: ActionFormProps) {
  const [state, send, isSending] = useActionState(action, { status: "idle" });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === "done") form.current?.reset();
  }, [state]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    startTransition(() => send(filled));
  };
  return (
    <form ref={form} action={send} onSubmit={submit} className="grid gap-3">
      {children}
      {state.status === "refused" && (
        <ProblemNotice cause={state.cause} fix={state.fix} role="alert" />
      )}
      {state.status === "done" && (
        <Notice tone={state.but === null ? "good" : "warn"} role="status">
          {state.but === null ? done : `${done} ${state.but}`}
        </Notice>
      )}
      <div>
        <Button type="submit" look={look} busy={isSending}>
          {label}
        </Button>
      </div>
    </form>
  );
}
