import { minorUnit } from "@switchyard/interfaces";
import { describe, expect, it } from "vitest";
import type { AmountConverter, FlowDeclaration, FlowResult, ReadContext, RequestContext } from "../src/index.js";
import * as tools from "../src/index.js";

/** What seed 000's import list takes from its toolboxes, and the functions that do the same here. */
const COUNTERPARTS = {
  "ext_traits::ValueExt": ["parseJson", "schema"],
  serde: ["schema", "json", "form", "multipart"],
  StringMajorUnit: ["StringMajorUnitForConnector"],
  StringMinorUnit: ["StringMinorUnitForConnector"],
  MinorUnit: ["MinorUnitForConnector"],
  BASE64_ENGINE: ["encodeBase64", "decodeBase64"],
  url: ["path", "segment"],
  unimplemented_payment_method: ["notImplemented", "notSupported"],
  missing_field_err: ["need", "needAll"],
  to_connector_meta: ["toConnectorMetadata"],
  to_connector_meta_from_secret: ["needMetadata"],
  AddressData: ["needBilling", "optionalBilling", "needShipping"],
  AddressDetailsData: ["needBillingFields", "needBillingFullName", "toStateCode"],
  BrowserInformationData: ["needBrowserInfo", "needBrowserFields"],
  CardData: ["needCard", "formatExpiry", "cardNetworkOf", "cardHolderName"],
  PaymentsAuthorizeRequestData: ["emailOf", "needEmail", "isAutoCapture", "isMandatePayment", "needConnectorMandateId"],
  PaymentsCompleteAuthorizeRequestData: ["needRedirectPayload"],
  PaymentsSyncRequestData: ["needConnectorTransactionId"],
  PaymentsSetupMandateRequestData: ["isMerchantInitiatedMandatePayment", "isCustomerInitiatedMandate"],
  "RouterData as _": ["needBilling", "billingAddress", "isThreeDs", "needWalletToken"],
} as const satisfies Record<string, readonly (keyof typeof tools)[]>;

/** What the response wrappers of the list (`ResponseRouterData` and its kin) hold: the data, the answer, and what it makes of the record. */
type ResponseWrapper = [ReadContext<"Capture">["data"], ReadContext<"Capture">["http"], FlowResult<"Capture">];

describe("the import list of seed 000", () => {
  it.each(Object.entries(COUNTERPARTS))("%s is done here by %s", (_seed, ours) => {
    for (const name of ours) expect(["function", "object"]).toContain(typeof tools[name]);
  });

  it("gives the response wrapper's parts to a flow's read function", () => {
    const read: FlowDeclaration<"Capture", null, string>["read"] = (status, { data, http }) => {
      const parts: ResponseWrapper = [
        data,
        http,
        { response: { ok: false, error: { code: status, message: "refused", statusCode: http.statusCode } } },
      ];
      return parts[2];
    };
    const http = { statusCode: 409, headers: {}, body: new Uint8Array(), text: "" };
    const data = {} as RequestContext<"Capture", null>["data"];
    expect(read("late", { data, http }).response).toEqual({ ok: false, error: { code: "late", message: "refused", statusCode: 409 } });
  });

  it("converts amounts both ways, as the list's amount wrapper does", () => {
    const converter: AmountConverter<string> = tools.StringMajorUnitForConnector;
    expect(converter.convertBack(converter.convert(minorUnit(1050), "GBP"), "GBP")).toBe(1050);
  });
});
