import { MovementKind, refuse } from "@switchyard/testkit";
import { readAmount, writeAmount } from "./amounts.js";
import { gatewayError } from "./answers.js";
import { needFields, needForm, readFields } from "./body.js";
import { describeStatus, PaymentStatus, TestCard } from "./cards.js";
import { notifyInstance } from "./notifications.js";
import { intentRequest, networkTokenRequest, purchaseRequest, recurringRequest } from "./schemas.js";
import { changeInstance, isPaid, newNumber, type Instance, type World } from "./world.js";

const INVALID_FIELD = 5;
const NOT_FOUND = 21;

/** 400 with the field that is wrong. */
export const invalidField = (problem: string): Response => gatewayError(400, INVALID_FIELD, problem);

/** An instance as answers show it. */
export function toAnswer({ instanceId, paymentStatus, challenge }: Instance): Readonly<Record<string, unknown>> {
  return {
    status: 0,
    description: null,
    instanceId,
    paymentStatus,
    paymentDescription: describeStatus(paymentStatus),
    redirectUrl: paymentStatus === null ? (challenge?.redirectUrl ?? null) : null,
    redirectParams: paymentStatus === null ? (challenge?.redirectParams ?? null) : null,
  };
}

/** An amount in the words of the gateway; refuses what it could not count. */
export function needAmount(amount: string, currency: string): number {
  return readAmount(amount, currency) ?? refuse(invalidField("Invalid amount"));
}

/** The instance of an id; refuses with an error body. */
export function needInstance({ instances }: World, instanceId: string): Instance {
  return instances.get(instanceId) ?? refuse(gatewayError(400, NOT_FOUND, "Instance not found"));
}

/** A new instance of what a request says. */
export function openInstance(world: World, given: Omit<Instance, "instanceId" | "refunded" | "paymentId" | "paymentRequestId">): Instance {
  const instanceId = world.ids.next("INST");
  const instance = { ...given, instanceId, refunded: 0, paymentId: newNumber(world, "90"), paymentRequestId: newNumber(world, "12") };
  return world.instances.put(instanceId, instance);
}

/** The card gateway has decided: writes down the money, and tells the merchant. */
export function decide(world: World, instanceId: string, paymentStatus: PaymentStatus): Instance {
  const instance = changeInstance(world, instanceId, { paymentStatus });
  const { amount, currency, reference, kind } = instance;
  if (isPaid(paymentStatus) && kind !== "setup") {
    world.ledger.record({ kind: MovementKind.Authorization, paymentId: instanceId, amount, currency, reference });
    world.ledger.record({ kind: MovementKind.Capture, paymentId: instanceId, amount, currency, reference });
  }
  const reason = isPaid(paymentStatus) ? undefined : { Code: paymentStatus, RejectReason: describeStatus(paymentStatus) ?? "" };
  if (kind !== "setup") notifyInstance(world, instance, isPaid(paymentStatus) ? "Paid" : "Rejected", { reason });
  return instance;
}

function payWithCard(world: World, fields: Readonly<Record<string, string>>, origin: string): Instance {
  const body = needFields(fields, purchaseRequest, invalidField);
  const isSetup = body["browser[paymentAction]"] === "preauth";
  const amount = needAmount(body.amount, body.currency);
  if (isSetup !== (amount === 0)) refuse(invalidField("Invalid amount"));
  if (isSetup && body.PaymentType === undefined) refuse(invalidField("Missing PaymentType"));
  const { currency, reference, pan, exp: expiry, redirectUrl: returnUrl } = body;
  const instance = openInstance(world, {
    kind: isSetup ? "setup" : "purchase",
    reference,
    amount,
    currency,
    paymentStatus: null,
    returnUrl,
    pan,
    expiry,
    recurring: body.PaymentType === "RecurringInitial",
  });
  const { instanceId } = instance;
  if (pan === TestCard.ThreeDs) {
    const challenge = { redirectUrl: `${origin}/tpgw/challenge?v=2`, redirectParams: { InstanceId: instanceId, PaReq: world.ids.token(24) } };
    return changeInstance(world, instanceId, { challenge });
  }
  return decide(world, instanceId, pan === TestCard.Declined ? PaymentStatus.Declined : PaymentStatus.Paid);
}

/** Authenticated already: no challenge, and no reference, so that its notification has none either. */
function payWithNetworkToken(world: World, fields: Readonly<Record<string, string>>): Instance {
  const { amount, currency, pan, exp: expiry } = needFields(fields, networkTokenRequest, invalidField);
  const minor = needAmount(amount, currency);
  const { instanceId } = openInstance(world, { kind: "purchase", amount: minor, currency, paymentStatus: null, pan, expiry, recurring: false });
  return decide(world, instanceId, pan === TestCard.Declined ? PaymentStatus.Declined : PaymentStatus.Paid);
}

/** Charges a stored card: one whose first payment or set-up went well. */
function payAgain(world: World, fields: Readonly<Record<string, string>>): Instance {
  const body = needFields(fields, recurringRequest, invalidField);
  const { currency, reference } = body;
  const amount = needAmount(body.amount, currency);
  const first = needInstance(world, body.InstanceId);
  if (!first.recurring || !isPaid(first.paymentStatus)) refuse(invalidField("Invalid InstanceId"));
  const { pan, expiry } = first;
  const { instanceId } = openInstance(world, {
    kind: "purchase",
    reference,
    amount,
    currency,
    paymentStatus: null,
    pan,
    expiry,
    recurring: false,
  });
  return decide(world, instanceId, PaymentStatus.Paid);
}

/** `POST /api/v1/purchase`, in its three forms. */
export async function purchase(world: World, request: Request): Promise<Response> {
  const fields = await readFields(request, invalidField);
  const { origin } = new URL(request.url);
  if (Object.hasOwn(fields, "InstanceId")) return Response.json(toAnswer(payAgain(world, fields)));
  const isToken = Object.hasOwn(fields, "threeDSecureVerificationId") || Object.hasOwn(fields, "RedirectUrl");
  return Response.json(toAnswer(isToken ? payWithNetworkToken(world, fields) : payWithCard(world, fields, origin)));
}

/** `GET /api/v1/instance/{instanceId}`. */
export function showInstance(world: World, instanceId: string): Response {
  return Response.json(toAnswer(needInstance(world, instanceId)));
}

function appleData(amount: string, currency: string) {
  return {
    countryCode: "SK",
    currencyCode: currency,
    supportedNetworks: ["visa", "masterCard"],
    merchantCapabilities: ["supports3DS"],
    total: { label: "Shop", amount },
  };
}

function googleData(amount: string, currency: string) {
  return {
    merchantInfo: { merchantName: "Shop", merchantId: "BCR2DN4T2NTRO" },
    allowedPaymentMethods: [
      {
        type: "CARD",
        parameters: {
          allowedAuthMethods: ["PAN_ONLY", "CRYPTOGRAM_3DS"],
          allowedCardNetworks: ["VISA", "MASTERCARD"],
          assuranceDetailsRequired: true,
        },
        tokenizationSpecification: { type: "PAYMENT_GATEWAY", parameters: { gateway: "trustpay", gatewayMerchantId: "TP-4107608031" } },
      },
    ],
    transactionInfo: { countryCode: "SK", currencyCode: currency, totalPriceStatus: "FINAL", totalPrice: amount },
  };
}

/** `POST /api/v1/intent`: a wallet's session; only what was asked for is in the answer. */
export async function openIntent(world: World, request: Request): Promise<Response> {
  const { amount, currency, initApplePay, initGooglePay, reference } = await needForm(request, intentRequest, invalidField);
  if (initApplePay === initGooglePay) refuse(invalidField("Invalid initApplePay"));
  const minor = needAmount(amount, currency);
  const { instanceId } = openInstance(world, { kind: "wallet", reference, amount: minor, currency, paymentStatus: null, recurring: false });
  const text = writeAmount(minor, currency);
  return Response.json({
    status: 0,
    instanceId,
    secrets: { display: `D${world.ids.token(20)}`, payment: `P${world.ids.token(20)}` },
    ...(initApplePay === "true" ? { appleInitResultData: appleData(text, currency) } : { googleInitResultData: googleData(text, currency) }),
  });
}
