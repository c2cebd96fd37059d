import billingRules from "./da/billing-rules.json";
import common from "./da/common.json";
import digest from "./da/digest.json";
import fields from "./da/fields.json";
import handOver from "./da/hand-over.json";
import imported from "./da/import.json";
import mapping from "./da/mapping.json";
import preferences from "./da/preferences.json";
import preview from "./da/preview.json";
import problems from "./da/problems.json";
import reconciliation from "./da/reconciliation.json";
import setUp from "./da/set-up.json";
import status from "./da/status.json";
import transfer from "./da/transfer.json";
import vendor from "./da/vendor.json";

export const da = {
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
