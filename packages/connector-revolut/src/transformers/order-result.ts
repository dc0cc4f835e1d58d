import { err, minorUnit, NO_ERROR_CODE, NO_ERROR_MESSAGE, ok, secret, type ErrorResponse, type NextAction } from "@switchyard/interfaces";
import { present, redirectTo, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { OrderResponse, RevolutErrorResponse, RevolutPayment, SyncResponse } from "../responses.js";
import { mapFollowUpStatus, mapIncrementStatus, mapOrderStatus, mapPaymentStatus, mapRefundStatus } from "./status.js";

/** An answer about an order, and the record of the request that it answers. */
type OrderContext = ReadContext<"Authorize" | "PSync" | "Capture" | "Void">;

type Http = OrderContext["http"];
type Method = RevolutPayment["payment_method"];

/** Revolut's error body, in either format. A code that is a number is its digits. */
export function toErrorResponse({ code, message, errorId }: RevolutErrorResponse, { statusCode }: Http): ErrorResponse {
  const text = present(message) ?? (present(errorId) === undefined ? NO_ERROR_MESSAGE : `Error ID: ${errorId ?? ""}`);
  return { code: present(code) ?? "UNKNOWN_ERROR", message: text, reason: text, statusCode, attemptStatus: "failure" };
}

/** Why an attempt did not succeed. The issuer's own code is not told. */
export function readDecline(payment: RevolutPayment | undefined, { statusCode }: Http, orderId?: string): ErrorResponse {
  const code = present(payment?.decline_reason) ?? NO_ERROR_CODE;
  const bankMessage = present(payment?.bank_message);
  const message = bankMessage ?? (code === NO_ERROR_CODE ? NO_ERROR_MESSAGE : code);
  return { code, message, reason: message, statusCode, networkErrorMessage: bankMessage, connectorTransactionId: orderId };
}

function readAmount(amount: number | null | undefined, fieldName: string) {
  return amount == null ? undefined : minorUnit(amount, fieldName);
}

/** The amount of an order or of a payment, with its currency in capitals. */
export function readEcho({ amount, currency }: Pick<OrderResponse, "amount" | "currency">) {
  return { amount: readAmount(amount, "amount"), currency: present(currency)?.toUpperCase() };
}

/** The payment that counts: the latest that succeeded, else the latest. A list of them has no promised order (tech-spec, section 4.2). */
function choosePayment({ payments }: OrderResponse): RevolutPayment | undefined {
  const latestFirst = (payments ?? []).toSorted((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? ""));
  const succeeded = latestFirst.find(({ state }) => ["authorized", "charged"].includes(mapPaymentStatus(state)));
  return succeeded ?? latestFirst[0];
}

/** Only these are payments; a refund or a chargeback is an order as well. */
function isPayment({ type }: OrderResponse): boolean {
  return type === "payment" || type === "payment_request";
}

/** A payment method that was saved with the payment: it is charged as a card or as Revolut Pay, or not at all, and together with its customer. */
function readMandate({ customer }: OrderResponse, method: Method) {
  const type = /^(?:card$|revolut_pay)/.exec(method?.type ?? "")?.[0];
  const [id, customerId] = [present(method?.id), present(customer?.id)];
  if (id === undefined || type === undefined || customerId === undefined) return undefined;
  return { connectorMandateId: id, mandateMetadata: secret({ customerId, type }) };
}

function readDetails(method: Method): FlowResult<"Authorize">["connectorResponse"] {
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
  const isFollowUp = data.flow === "Capture" || data.flow === "Void";
  const found = isFollowUp ? mapFollowUpStatus(order.state) : mapOrderStatus(order.state);
  const { amount, currency } = readEcho(order);
  const held = readAmount(payment?.authorised_amount, "payments.authorised_amount");
  const asked = isFollowUp ? undefined : data.request.amount;
  const isLess = amount !== undefined && ((held !== undefined && amount < held) || (asked !== undefined && amount < asked));
  const isPart = found === "charged" && order.capture_mode === "manual" && isLess;
  // Until it is captured an order has the amount of before; one that grew has another than was asked for at first.
  const isOther = data.flow === "Capture" ? found !== "charged" : isPart || (order.incremental_authorisations ?? []).length > 0;
  return {
    status: isPart ? ("partial_charged" as const) : found,
    amountAuthorized: found === "authorized" ? (held ?? amount) : undefined,
    amountCaptured: found === "charged" ? amount : undefined,
    echoed: { amount: isOther ? undefined : amount, currency },
  };
}

const modeOf = (testMode: boolean | undefined) => (testMode === false ? "prod" : "sandbox");

/** What the widget starts with, and the order that it pays: queries and captures want that one. */
export function toSessionResult({ id, token }: OrderResponse, { data }: ReadContext<"Session">): FlowResult<"Session"> {
  if (token == null) return { response: ok({ type: "session", sessionToken: { walletName: "no_session_token_received" } }) };
  const session = secret({ orderId: id, token: token.expose(), mode: modeOf(data.testMode) });
  return { response: ok({ type: "session", sessionToken: { walletName: "connector", connector: "revolut", session } }) };
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
      redirectionData: isWaiting ? redirectTo(order.checkout_url?.expose()) : undefined,
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

/** What a refund's order says. An order of another type is no refund, whatever its state. */
export function toRefundResult(order: OrderResponse, { data, http }: ReadContext<"Execute" | "RSync">): FlowResult<"Execute"> {
  const isRefund = order.type === "refund";
  const refundStatus = isRefund ? mapRefundStatus(order.state) : "pending";
  if (data.flow === "Execute" && refundStatus === "failure") return { response: err(readDecline(choosePayment(order), http)) };
  return {
    response: ok({
      type: "refund",
      connectorRefundId: order.id,
      refundStatus,
      connectorStatus: present(order.state),
      connectorResponseReferenceId: present(order.merchant_order_data?.reference),
      echoed: isRefund ? readEcho(order) : undefined,
    }),
  };
}

type IncrementContext = ReadContext<"IncrementalAuthorization">;

/** What became of an increment: usually nothing yet. Declined, the order stays authorised as it was. */
export function toIncrementResult(order: OrderResponse, { data, http }: IncrementContext): FlowResult<"IncrementalAuthorization"> {
  const entries = order.incremental_authorisations ?? [];
  const named = entries.findLast(({ reference }) => reference === data.connectorRequestReferenceId);
  const own = named ?? entries.findLast(({ new_amount }) => new_amount === data.request.totalAmount) ?? entries.at(-1);
  const status = mapIncrementStatus(own?.state);
  if (status === "failure") {
    const code = present(own?.reason) ?? "declined";
    return { response: err({ code, message: code, statusCode: http.statusCode, attemptStatus: data.status, connectorTransactionId: order.id }) };
  }
  return {
    response: ok({
      type: "incremental_authorization",
      status,
      connectorAuthorizationId: order.id,
      totalAuthorized: status === "success" ? readAmount(own?.new_amount, "new_amount") : undefined,
      connectorStatus: present(own?.state),
    }),
  };
}
