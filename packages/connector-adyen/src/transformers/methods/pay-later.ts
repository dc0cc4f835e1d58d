import { need, needBilling, needEmail, notSupported, optionalBilling } from "@switchyard/utils";
import { needBillingAddress, needShopperName, needTelephoneNumber, toDeliveryAddress } from "../address.js";
import { needLineItems } from "../order-lines.js";
import { checkShopperReference, shopperReferenceOf, type PaymentRecord } from "../stored.js";
import { plain, type DataOf, type MethodBody } from "./body.js";

type PayLater = DataOf<"pay_later">;

/** The countries where Afterpay is Clearpay. */
const CLEARPAY: ReadonlySet<string> = new Set(["IT", "FR", "ES", "GB"]);

function linesOf({ request, description, connectorRequestReferenceId }: PaymentRecord) {
  const { amount, currency, orderDetails } = request;
  return needLineItems(orderDetails, { amount, currency, description: description ?? connectorRequestReferenceId });
}

/** What is asked for a credit: who the shopper is, where they live, what they buy. */
function toBuyer(data: PaymentRecord) {
  return {
    shopperName: needShopperName(data),
    shopperEmail: needEmail(data),
    billingAddress: needBillingAddress(data),
    countryCode: needBilling(data, "country"),
    lineItems: linesOf(data),
  };
}

/** The address that the goods go to: where none is given, that of the bill. */
const toDelivery = (data: PaymentRecord) => toDeliveryAddress(data) ?? needBillingAddress(data);

/** Pay later (tech-spec, section 4.2). @throws ConnectorError NotSupported; MissingRequiredField for what the lender asks */
export function toPayLater(method: PayLater, data: PaymentRecord): MethodBody {
  switch (method.kind) {
    case "klarna_redirect":
      return {
        ...plain("klarna"),
        root: {
          ...toBuyer(data),
          telephoneNumber: needTelephoneNumber(data),
          shopperReference: checkShopperReference(need(shopperReferenceOf(data), "customer.id")),
        },
      };
    case "affirm_redirect":
      return { ...plain("affirm"), root: { ...toBuyer(data), telephoneNumber: needTelephoneNumber(data), deliveryAddress: toDelivery(data) } };
    case "afterpay_clearpay_redirect": {
      const isClearpay = CLEARPAY.has(optionalBilling(data, "country") ?? "");
      return { ...plain(isClearpay ? "clearpay" : "afterpaytouch"), root: { ...toBuyer(data), deliveryAddress: toDelivery(data) } };
    }
    case "alma_redirect":
    case "atome_redirect":
    case "walley_redirect":
    case "pay_bright_redirect":
      return { ...plain(LENDERS[method.kind]), root: { ...toBuyer(data), telephoneNumber: needTelephoneNumber(data) } };
    default:
      throw notSupported("adyen", method);
  }
}

const LENDERS = { alma_redirect: "alma", atome_redirect: "atome", walley_redirect: "walley", pay_bright_redirect: "paybright" } as const;
