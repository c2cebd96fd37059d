import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";

type AcceptAllProps = { count: number; onAccept: () => void };

/** Every open proposal at once. Nothing is saved by it. */
export function AcceptAll({ count, onAccept }: AcceptAllProps) {
  const translate = useTranslations("mapping");
  if (count === 0) return null;
  return <Button onClick={onAccept}>{translate("acceptAll", { count })}</Button>;
}
