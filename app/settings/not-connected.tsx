import { ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { useFrame } from "./frame";

type NotConnectedProps = { text: string; toSetUp: string };

/** In place of a page that needs a Fiken company: the way to the set-up. */
export function NotConnected({ text, toSetUp }: NotConnectedProps) {
  const { base } = useFrame();
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{text}</p>
        <ButtonLink look="primary" href={`${base}/set-up`}>
          {toSetUp}
        </ButtonLink>
      </div>
    </Card>
  );
}
