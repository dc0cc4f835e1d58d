import { ConnectorError, err, ok, secret, type RouterData } from "@switchyard/interfaces";
import { billingAddress, need, notSupported, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { AdyenAuth } from "../auth.js";
import type { OrderRequest, SessionRequest } from "../requests.js";
import type { BalanceResponse, OrderResponse, SessionResponse } from "../responses.js";
import { toShopperName } from "./address.js";
import { readAmount, toAmount } from "./amount.js";
import { toGiftCard } from "./methods/gift-card.js";
import { toLineItems, toSplits } from "./order-lines.js";
import { needReturnUrl, toReference } from "./payment-request.js";

/** The body of `POST /sessions`, for Adyen's Drop-in. */
export function toSessionRequest(data: RouterData<"Session">, { merchantAccount }: AdyenAuth): SessionRequest {
  const { request } = data;
  return {
    amount: toAmount(request.amount, request.currency),
    merchantAccount,
    reference: toReference(data.connectorRequestReferenceId),
    returnUrl: needReturnUrl(data.connectorMetaData, request.routerReturnUrl),
    channel: "Web",
    countryCode: request.country ?? billingAddress(data)?.address?.country,
    shopperReference: present(data.connectorCustomer) ?? data.customerId,
    shopperEmail: present(request.email),
    shopperName: toShopperName(data),
    lineItems: toLineItems(request.orderDetails, request.currency),
    splits: toSplits(request.splitPayments, request.currency).splits,
  };
}

/** What Drop-in starts with. */
export function toSessionResult(response: SessionResponse): FlowResult<"Session"> {
  const { id, sessionData, expiresAt } = response;
  const session = { id, sessionData: sessionData?.expose(), expiresAt: expiresAt ?? undefined };
  const given = Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined));
  return { response: ok({ type: "session", sessionToken: { walletName: "connector", connector: "adyen", session: secret(given) } }) };
}

/** The body of `POST /orders`, which gift cards that do not suffice belong to. */
export function toOrderRequest(data: RouterData<"CreateOrder">, { merchantAccount }: AdyenAuth): OrderRequest {
  const { amount, currency } = data.request;
  return { merchantAccount, amount: toAmount(amount, currency), reference: toReference(data.connectorRequestReferenceId) };
}

/** An answer whose result nobody listed: what became of the request is open. */
const unknownResult = (resultCode: string) =>
  new ConnectorError("UnexpectedResponseError", { connector: "adyen", reason: `the result ${resultCode}` });

/** The order's id and its data: payments of the order name both, as `order_psp_reference` and `order_data` of their metadata. */
export function toOrderResult(response: OrderResponse, { data }: ReadContext<"CreateOrder">): FlowResult<"CreateOrder"> {
  if (response.resultCode !== "Success") throw unknownResult(response.resultCode);
  const orderId = response.pspReference ?? response.reference ?? data.connectorRequestReferenceId;
  return { response: ok({ type: "create_order", orderId, sessionToken: response.orderData }) };
}

/** The body of `POST /paymentMethods/balance`. @throws ConnectorError NotSupported for what is no gift card */
export function toBalanceRequest(data: RouterData<"Balance">, { merchantAccount }: AdyenAuth): OrderRequest {
  const { paymentMethodData: method, amount, currency } = data.request;
  if (method.type !== "gift_card") throw notSupported("adyen", `The balance of ${method.type}`);
  return {
    merchantAccount,
    amount: toAmount(need(amount, "amount"), need(currency, "currency")),
    reference: toReference(data.connectorRequestReferenceId),
    paymentMethod: toGiftCard(method).paymentMethod,
  };
}

/** What is left on a gift card, whether it suffices or not. */
export function toBalanceResult({ resultCode, refusalReason, balance }: BalanceResponse, { http }: ReadContext<"Balance">): FlowResult<"Balance"> {
  if (resultCode === "Failed") return { response: err({ code: resultCode, message: refusalReason ?? resultCode, statusCode: http.statusCode }) };
  const left = readAmount(balance)?.amount;
  if (left === undefined || (resultCode !== "Success" && resultCode !== "NotEnoughBalance")) throw unknownResult(resultCode);
  return { response: ok({ type: "balance", balance: left, currency: balance.currency }) };
}
