"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";

type ConfirmProps = {
  title?: string;
  text: string;
  yes: string;
  no: string;
  isBusy: boolean;
  /** What has to be agreed to first has not been. */
  isBlocked?: boolean;
  onYes: () => void;
  onNo: () => void;
  children?: ReactNode;
};

/** Asked once more, in place: a dialog could open off screen in a tall frame. Escape takes it back. */
export function Confirm(props: ConfirmProps) {
  const { title, text, yes, no, isBusy, isBlocked = false, onYes, onNo, children } = props;
  const question = useRef<HTMLFieldSetElement>(null);
  // What was pressed is gone: the keyboard goes on here.
  useEffect(() => question.current?.focus({ preventScroll: true }), []);
  return (
    <Notice tone="warn" {...(title !== undefined && { title })}>
      <fieldset
        ref={question}
        tabIndex={-1}
        aria-label={title ?? text}
        className="outline-none"
        onKeyDown={(event) => {
          if (event.key === "Escape") onNo();
        }}
      >
        <p>{text}</p>
        {children}
        <div className="flex flex-wrap gap-x-4 gap-y-2 pt-2">
          <Button disabled={isBlocked} busy={isBusy} onClick={onYes}>
            {yes}
          </Button>
          <Button look="quiet" onClick={onNo}>
            {no}
          </Button>
        </div>
      </fieldset>
    </Notice>
  );
}
