import billingRules from "./en/billing-rules.json";
import common from "./en/common.json";
import digest from "./en/digest.json";
import fields from "./en/fields.json";
import handOver from "./en/hand-over.json";
import imported from "./en/import.json";
import mapping from "./en/mapping.json";
import preferences from "./en/preferences.json";
import preview from "./en/preview.json";
import problems from "./en/problems.json";
import reconciliation from "./en/reconciliation.json";
import setUp from "./en/set-up.json";
import status from "./en/status.json";
import transfer from "./en/transfer.json";
import vendor from "./en/vendor.json";

export const en = {
  ...common,
  ...status,
  ...transfer,
  ...setUp,
  ...mapping,
  ...imported,
  ...reconciliation,
  ...preferences,
  ...digest,
  ...preview,
  ...problems,
  ...fields,
  ...billingRules,
  ...vendor,
  ...handOver,
};
