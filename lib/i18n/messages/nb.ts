import billingRules from "./nb/billing-rules.json";
import common from "./nb/common.json";
import digest from "./nb/digest.json";
import fields from "./nb/fields.json";
import handOver from "./nb/hand-over.json";
import imported from "./nb/import.json";
import mapping from "./nb/mapping.json";
import preferences from "./nb/preferences.json";
import preview from "./nb/preview.json";
import problems from "./nb/problems.json";
import reconciliation from "./nb/reconciliation.json";
import setUp from "./nb/set-up.json";
import status from "./nb/status.json";
import transfer from "./nb/transfer.json";
import vendor from "./nb/vendor.json";

export const nb = {
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
