import billingRules from "./nb/billing-rules.json";
import common from "./nb/common.json";
import mapping from "./nb/mapping.json";
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
  ...reconciliation,
  ...problems,
  ...billingRules,
  ...vendor,
};
