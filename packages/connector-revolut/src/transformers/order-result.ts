import {
  err,
  minorUnit,
  ok,
  secret,
  type AdditionalConnectorResponse,
  type MandateReference,
  type NextAction,
  type RedirectForm,
  type Secret,
  type SessionToken,
} from "@switchyard/interfaces";
import { present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { OrderResponse, RevolutPayment, SyncResponse } from "../responses.js";
import { readDecline } from "./errors.js";
import { mapFollowUpStatus, mapOrderStatus, mapPaymentStatus } from "./status.js";

/** An answer about an order, and the record of the request that it answers. */
type OrderContext = ReadContext<"Authorize" | "PSync" | "Capture" | "Void">;

/** The payment that counts: the latest that succeeded, else the latest. A list of them has no promised order (tech-spec, section 4.2). */
export function choosePayment({ payments }: OrderResponse): RevolutPayment | undefined {
  const latestFirst = (payments ?? []).toSorted((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? ""));
  const succeeded = latestFirst.find(({ state }) => ["authorized", "charged"].includes(mapPaymentStatus(state)));
  return succeeded ?? latestFirst[0];
}

/** Only these are payments; a refund or a chargeback is an order as well. */
function isPayment({ type }: OrderResponse): boolean {
  return type === "payment" || type === "payment_request";
}

/** The types under which a saved payment method is charged; any other is not chargeable through the API. */
function savedTypeOf(type: string | null | undefined): "card" | "revolut_pay" | undefined {
  if (type === "card") return type;
  return type?.startsWith("revolut_pay") === true ? "revolut_pay" : undefined;
}

/** A payment method that was saved with the payment; it is charged together with its customer. */
function readMandate({ customer }: OrderResponse, method: RevolutPayment["payment_method"]): MandateReference | undefined {
  const [id, type, customerId] = [present(method?.id), savedTypeOf(method?.type), present(customer?.id)];
  if (id === undefined || type === undefined || customerId === undefined) return undefined;
  return { connectorMandateId: id, mandateMetadata: secret({ customerId, type }) };
}

function readDetails(method: RevolutPayment["payment_method"]): AdditionalConnectorResponse | undefined {
  if (method == null) return undefined;
  const { three_ds: threeDs, cvv_verification: cvv, address } = method.checks ?? {};
  return {
    authorizationCode: present(method.authorisation_code),
    avsResult: present(address),
    cvcResult: present(cvv),
    cardNetwork: present(method.card_brand),
    cardLastFour: present(method.card_last_four),
    cardBin: present(method.card_bin),
    cardFunding: present(method.funding),
    cardIssuingCountry: present(method.card_country_code),
    threeDs: threeDs == null ? undefined : { version: present(threeDs.version), eci: present(threeDs.eci), status: present(threeDs.state) },
  };
}

/** The status with its amounts. An order shrinks to what was captured of it: the difference is a part, not a contradiction. */
function readMoney(order: OrderResponse, payment: RevolutPayment | undefined, { data }: OrderContext) {
  const found = data.flow === "Capture" || data.flow === "Void" ? mapFollowUpStatus(order.state) : mapOrderStatus(order.state);
  const amount = order.amount == null ? undefined : minorUnit(order.amount, "amount");
  const held = payment?.authorised_amount == null ? undefined : minorUnit(payment.authorised_amount, "payments.authorised_amount");
  const asked = data.flow === "Capture" || data.flow === "Void" ? undefined : data.request.amount;
  const isLess = amount !== undefined && ((held !== undefined && amount < held) || (asked !== undefined && amount < asked));
  const isPart = found === "charged" && order.capture_mode === "manual" && isLess;
  // Until it is captured an order has the amount of before; one that grew has another than was asked for at first.
  const isOther = data.flow === "Capture" ? found !== "charged" : isPart || (order.incremental_authorisations ?? []).length > 0;
  return {
    status: isPart ? ("partial_charged" as const) : found,
    amountAuthorized: found === "authorized" ? (held ?? amount) : undefined,
    amountCaptured: found === "charged" ? amount : undefined,
    echoed: { amount: isOther ? undefined : amount, currency: present(order.currency)?.toUpperCase() },
  };
}

function readRedirection(order: OrderResponse): RedirectForm | undefined {
  const endpoint = present(order.checkout_url)?.expose();
  return endpoint === undefined ? undefined : { type: "form", endpoint, method: "GET", formFields: {} };
}

const modeOf = (testMode: boolean | undefined) => (testMode === false ? "prod" : "sandbox");

/** What the widget starts with, and the order that it pays. */
export function toSession(orderId: string, token: Secret | null | undefined, testMode: boolean | undefined): SessionToken {
  if (token == null) return { walletName: "no_session_token_received" };
  return { walletName: "connector", connector: "revolut", session: secret({ orderId, token: token.expose(), mode: modeOf(testMode) }) };
}

/** What the widget needs in the browser: the only place that saves a payment method, and the only one where there is no page. */
function readWidget({ token, checkout_url }: OrderResponse, { data }: OrderContext): NextAction | undefined {
  const isStored = data.flow === "Authorize" && data.request.setupFutureUsage === "off_session";
  if (token == null || (!isStored && present(checkout_url) !== undefined)) return undefined;
  const more = isStored ? { savePaymentMethodFor: "merchant" } : {};
  return { type: "invoke_sdk_client", sdkData: secret({ token: token.expose(), mode: modeOf(data.testMode), ...more }) };
}

/** What an order says of the payment. Of what is no payment it says nothing. */
export function toOrderResult(order: OrderResponse, context: OrderContext): FlowResult<"Authorize"> {
  const { data, http } = context;
  const resourceId = { type: "connector_transaction_id", id: order.id } as const;
  if (!isPayment(order)) {
    const status = data.flow === "PSync" ? data.status : "pending";
    const reason = { code: order.type ?? "missing", message: "This order is no payment" };
    return { status, response: ok({ type: "transaction_unresolved", resourceId, reason }) };
  }
  const payment = choosePayment(order);
  const { echoed, ...money } = readMoney(order, payment, context);
  const common = { ...money, connectorResponse: readDetails(payment?.payment_method) };
  if (money.status === "failure") return { ...common, response: err(readDecline(payment, http, order.id)) };
  const isWaiting = money.status === "authentication_pending";
  return {
    ...common,
    response: ok({
      type: "transaction",
      resourceId,
      redirectionData: isWaiting ? readRedirection(order) : undefined,
      nextAction: isWaiting ? readWidget(order, context) : undefined,
      mandateReference: readMandate(order, payment?.payment_method),
      networkTxnId: present(payment?.payment_method?.network_transaction_id),
      connectorResponseReferenceId: present(order.merchant_order_data?.reference),
      connectorStatus: present(order.state),
      echoed,
    }),
  };
}

/** Of several payments under one reference, one that did not fail: it is the one that may have taken money. */
function readListed(orders: readonly OrderResponse[], reference: string | undefined): OrderResponse | undefined {
  const listed = orders.filter((order) => isPayment(order) && order.merchant_order_data?.reference === reference);
  return listed.find(({ state }) => !["failure", "voided"].includes(mapOrderStatus(state))) ?? listed[0];
}

/** What a query found, by id or by reference. Nothing found under a reference says nothing. */
export function toSyncResult(response: SyncResponse, context: ReadContext<"PSync">): FlowResult<"PSync"> {
  const { data } = context;
  const order = "orders" in response ? readListed(response.orders, data.request.connectorReferenceId) : response;
  if (order !== undefined) return toOrderResult(order, context);
  return { status: data.status, response: ok({ type: "transaction", resourceId: { type: "no_response_id" } }) };
}
