import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-look";

type ButtonProps = ComponentProps<"button"> & { look?: ButtonLook; busy?: boolean };

export function Button({ look = "secondary", busy = false, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass(look)} cursor-pointer`}
      disabled={disabled === true || busy}
      aria-busy={busy}
    />
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: ButtonLook };

export function ButtonLink({ look = "secondary", ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={buttonClass(look)} />;
}
