import billingRules from "./sv/billing-rules.json";
import common from "./sv/common.json";
import digest from "./sv/digest.json";
import fields from "./sv/fields.json";
import handOver from "./sv/hand-over.json";
import imported from "./sv/import.json";
import mapping from "./sv/mapping.json";
import preferences from "./sv/preferences.json";
import preview from "./sv/preview.json";
import problems from "./sv/problems.json";
import reconciliation from "./sv/reconciliation.json";
import setUp from "./sv/set-up.json";
import status from "./sv/status.json";
import transfer from "./sv/transfer.json";
import vendor from "./sv/vendor.json";

export const sv = {
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
  ...vendor,
  ...handOver,
  ...billingRules,
  ...problems,
  ...fields,
};
