import { toOrderAnswer } from "./orders.js";
import { toTokenData } from "./lifecycle.js";
import type { Instrument, Payment, World } from "./world.js";

/** `action` of an answer: what the shopper does next. */
export type Action = Readonly<Record<string, unknown>> & { readonly type: string };

const CARD_TYPES: ReadonlySet<string> = new Set(["scheme", "bcmc", "networkToken", "card"]);

function toMethodAnswer({ type, variant }: Instrument) {
  return CARD_TYPES.has(type) ? { type: "scheme", brand: variant } : { type };
}

/** What an answer says of a card; every field is switched on in the Customer Area. */
function toAdditionalData({ instrument, outcome, networkTxReference, authCode, storedPaymentMethodId, ...payment }: Payment) {
  const { number, expiry, holder, cvc, variant } = instrument;
  const isApproved = payment.authorised > 0 || outcome?.resultCode === "Authorised";
  const data: Readonly<Record<string, string | undefined>> = {
    refusalReasonRaw: isApproved ? "AUTHORISED" : outcome?.refusalReasonRaw,
    merchantAdviceCode: outcome?.merchantAdviceCode,
    paymentMethod: variant,
    ...(number === undefined
      ? {}
      : {
          cardSummary: number.slice(-4),
          cardBin: number.slice(0, 6),
          cardIssuingCountry: "NL",
          fundingSource: "CREDIT",
          expiryDate: expiry?.replace(/^0/, ""),
          cardHolderName: holder,
          cvcResult: cvc === undefined ? "0 Unknown" : "1 Matches",
          cvcResultRaw: cvc === undefined ? "U" : "M",
          avsResult: "4 AVS not supported for this card type",
          avsResultRaw: "4",
        }),
    ...(isApproved && number !== undefined ? { authCode, networkTxReference, payoutEligible: "Y" } : {}),
    ...(storedPaymentMethodId === undefined
      ? {}
      : toTokenData({ instrument, outcome, networkTxReference, authCode, storedPaymentMethodId, ...payment })),
  };
  return Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A decided payment, as /payments and /payments/details answer it. */
export function toDecidedAnswer(world: World, payment: Payment): Response {
  const { pspReference, reference, currency, requested, authorised, outcome, instrument, orderPspReference } = payment;
  const { resultCode = "Pending", refusalReason, refusalReasonCode } = outcome ?? {};
  const order = orderPspReference === undefined ? undefined : world.orders.get(orderPspReference);
  const value = resultCode === "PartiallyAuthorised" ? authorised : requested;
  const body = {
    additionalData: toAdditionalData(payment),
    pspReference,
    resultCode,
    merchantReference: reference,
    ...(refusalReason === undefined ? {} : { refusalReason, refusalReasonCode }),
    ...(refusalReason === undefined && resultCode !== "Cancelled" ? { amount: { currency, value } } : {}),
    paymentMethod: toMethodAnswer(instrument),
    ...(order === undefined ? {} : { order: toOrderAnswer(order) }),
  };
  return Response.json(body, { headers: { pspReference } });
}

/** A payment that waits for the shopper. Some steps come without a pspReference (tech-spec, section 4.1). */
export function toActionAnswer({ pspReference, reference }: Payment, resultCode: string, action: Action, isAnonymous: boolean): Response {
  const named = { pspReference, merchantReference: reference };
  return Response.json({ resultCode, ...(isAnonymous ? {} : named), action }, { headers: { pspReference } });
}
