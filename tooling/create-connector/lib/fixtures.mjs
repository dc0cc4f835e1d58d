import { URLSearchParams } from "node:url";
import { AMOUNT_UNIT } from "./options.mjs";

const CARD = { number: "4111111111111111", expiryMonth: "12", expiryYear: "2030", cvc: "123", holderName: "Ada Person" };

/** The amounts of the fixtures: 10.50 GBP, and 5.25 GBP of it. */
function amountsOf({ amountUnit, contentType }) {
  const half = { minor: 525, "string-minor": "525", "string-major": "5.25", "float-major": 5.25 }[amountUnit];
  const { json: whole } = AMOUNT_UNIT[amountUnit];
  const sent = (amount) => (contentType === "form" ? String(amount) : amount);
  return { whole, half, sentWhole: sent(whole), sentHalf: sent(half) };
}

function toForm(tree) {
  const pairs = Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "object" ? Object.entries(value).map(([inner, text]) => [`${name}[${inner}]`, text]) : [[name, String(value)]],
  );
  return new URLSearchParams(pairs).toString();
}

/** The exchanges that the connector's own test compares byte for byte: `<client method>.<case>.request.json` and `.response.json`. */
export function fixturesOf(options) {
  const { flows, contentType, today } = options;
  const amounts = amountsOf(options);
  const origin = { source: "assumed by the scaffolder: replace by an exchange of the processor's documents or sandbox", date: today };
  const id = "pay_0000001";
  const payment = (status, more = { schemeReference: "MCS1234567890AB" }) => ({
    id,
    reference: "order-1001",
    status,
    amount: amounts.whole,
    currency: "GBP",
    ...more,
  });
  const refund = (status) => ({ id: "ref_0000001", paymentId: id, reference: "refund-1", status, amount: amounts.half, currency: "GBP" });
  const part = (reference) => ({ reference, amount: amounts.sentHalf, currency: "GBP" });
  const order = { reference: "order-1001", amount: amounts.sentWhole, currency: "GBP", capture: false, card: CARD };
  const decline = { code: "insufficient_funds", message: "The card has insufficient funds.", networkCode: "51" };

  const exchanges = [
    ["Authorize", "authorize.authorized", { method: "POST", path: "payments", body: order }, { status: 201, body: payment("authorized") }],
    ["Authorize", "authorize.declined", { method: "POST", path: "payments", body: order }, { status: 201, body: payment("declined", { decline }) }],
    [
      "Authorize",
      "authorize.invalid",
      { method: "POST", path: "payments", body: order },
      { status: 422, body: { error: { code: "invalid_field", message: "The currency is not known.", field: "currency" } } },
    ],
    ["PSync", "sync.captured", { method: "GET", path: `payments/${id}` }, { status: 200, body: payment("captured") }],
    [
      "Capture",
      "capture.partial",
      { method: "POST", path: `payments/${id}/captures`, body: part("capture-1") },
      { status: 201, body: { ...payment("partially_captured"), reference: "capture-1", amount: amounts.half } },
    ],
    ["Void", "void.voided", { method: "POST", path: `payments/${id}/cancellations` }, { status: 201, body: payment("voided") }],
    [
      "Execute",
      "refund.pending",
      { method: "POST", path: `payments/${id}/refunds`, body: part("refund-1") },
      { status: 201, body: refund("pending") },
    ],
    ["RSync", "sync-refund.succeeded", { method: "GET", path: "refunds/ref_0000001" }, { status: 200, body: refund("succeeded") }],
  ];
  return exchanges
    .filter(([flow]) => flows.includes(flow))
    .map(([flow, name, request, response]) => {
      // Without captures everything is taken at once.
      const capture = flow === "Authorize" && !flows.includes("Capture");
      const asked = request.body === undefined || !capture ? request : { ...request, body: { ...request.body, capture: true } };
      const body = asked.body === undefined || contentType === "json" ? asked.body : toForm(asked.body);
      const answered = capture && name === "authorize.authorized" ? { status: 201, body: payment("captured") } : response;
      return [name, { ...origin, ...asked, ...(body === undefined ? {} : { body }) }, { ...origin, ...answered }];
    })
    .flatMap(([name, request, response]) => [
      [`${name}.request.json`, request],
      [`${name}.response.json`, response],
    ]);
}
