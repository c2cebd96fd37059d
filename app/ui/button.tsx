import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonClass } from "./button-look";

type ButtonProps = ComponentProps<"button"> & { look?: ButtonLook; busy?: boolean };

/**
 * Disabled or busy, it keeps the focus that a keyboard or a screen reader has on it, and a press does nothing: a form's
 * Enter key presses its button, and is stopped with it.
 */
export function Button(props: ButtonProps) {
  const { look = "secondary", busy = false, disabled = false, onClick, ...rest } = props;
  const isOff = disabled || busy;
  return (
    <button
      type="button"
      {...rest}
      {...(isOff ? { onClick: ignore } : onClick && { onClick })}
      className={`${buttonClass(look)} cursor-pointer`}
      aria-disabled={isOff}
      aria-busy={busy}
    />
  );
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: ButtonLook };

export function ButtonLink({ look = "secondary", ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={buttonClass(look)} />;
}
