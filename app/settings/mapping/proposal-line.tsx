import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { type Account, textOf } from "./account-search";
import type { Proposal } from "./proposal";

type ProposalLineProps = {
  /** What is proposed, by name; the choice itself shows it. */
  name: string;
  confidence: Proposal["confidence"];
  reason: string;
  /** The rule that it is for. */
  subject: string;
  onAccept: () => void;
};

/** Why something is proposed and how far that goes, in plain view, and one press to take it. */
export function ProposalLine(props: ProposalLineProps) {
  const { name, confidence, reason, subject, onAccept } = props;
  const translate = useTranslations("mapping");
  return (
    <>
      <Button
        look="quiet"
        aria-label={translate("acceptLabel", { proposal: name, subject })}
        onClick={onAccept}
      >
        {translate("accept")}
      </Button>
      <span className="basis-full text-muted text-xs">
        {translate(`confidence.${confidence}`)}: {reason}
      </span>
    </>
  );
}

type AccountProposalProps = {
  proposal: Proposal;
  accounts: readonly Account[];
  subject: string;
  onAccept: (account: string) => void;
};

/** The same of an account, with how far the proposal can be relied on. */
export function AccountProposal(props: AccountProposalProps) {
  const { proposal, accounts, subject, onAccept } = props;
  const { account, reason, confidence, products } = proposal;
  const translate = useTranslations("mapping");
  const known = accounts.find(({ code }) => code === account) ?? { code: account, name: "" };
  const why =
    reason === "linked_products" && products
      ? translate("reason.linked_products", products)
      : translate(`reason.${reason === "linked_products" ? "accepted" : reason}`);
  return (
    <ProposalLine
      name={textOf(known)}
      confidence={confidence}
      reason={why}
      subject={subject}
      onAccept={() => onAccept(account)}
    />
  );
}
