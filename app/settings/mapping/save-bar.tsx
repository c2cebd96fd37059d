"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Ref, useEffect, useRef } from "react";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { WaitingTransfer } from "./waiting";

type SaveBarProps = {
  /** How many of the choices shown are not saved. */
  unsaved: number;
  /** What would go on with them. */
  goesOn: { count: number; first: readonly WaitingTransfer[] };
  save: { error: Error | null; isPending: boolean };
  /** How many transfers went on with the last save; undefined before one. */
  released: number | undefined;
  /** How often everything was accepted: saving is the next press. */
  accepted: number;
};

/** Saving, and what comes of it: told before the press as after it. */
export function SaveBar({ unsaved, goesOn, save, released, accepted }: SaveBarProps) {
  const translate = useTranslations("mapping");
  const button = useFocusAfter(accepted);
  return (
    <>
      <FailureNotice error={save.error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          ref={button}
          type="submit"
          look="primary"
          busy={save.isPending}
          disabled={unsaved === 0}
        >
          {translate("save")}
        </Button>
        <p role="status" className="text-muted">
          {unsaved > 0
            ? translate("unsaved", { count: unsaved })
            : released !== undefined && translate("savedReleased", { count: released })}
        </p>
      </div>
      {goesOn.count > 0 && <GoingOn {...goesOn} />}
    </>
  );
}

function GoingOn({ count, first }: SaveBarProps["goesOn"]) {
  const translate = useTranslations();
  const { base } = useFrame();
  const others = count - first.length;
  return (
    <details className="text-muted">
      <summary className="cursor-pointer">{translate("mapping.goesOn", { count })}</summary>
      <ul className="flex flex-wrap gap-x-3 pt-1">
        {first.map(({ id, kind, number }) => (
          <li key={id}>
            <Link
              prefetch={false}
              href={`${base}/transfers/${id}`}
              className="text-accent hover:underline"
            >
              {translate(`kinds.${kind}`)} {number}
            </Link>
          </li>
        ))}
        {others > 0 && <li>{translate("mapping.andOthers", { count: others })}</li>}
      </ul>
    </details>
  );
}

/** Takes the focus to the button once the number has grown: in a long form it may be far below. */
function useFocusAfter(times: number): Ref<HTMLButtonElement> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (times > 0) button.current?.focus();
  }, [times]);
  return button;
}
