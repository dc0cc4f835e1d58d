import { refuse } from "@switchyard/testkit";
import { toError, toJson } from "./answers.js";
import { Magic, decide } from "./cards.js";
import { CARD_CHANNEL, QR_CHANNEL, isKnownChannel } from "./channels.js";
import { faultOf, readFields, valueOf } from "./fields.js";
import type { Fields } from "./fields.js";
import { needInstrument, OPTIONAL_FIELDS } from "./instruments.js";
import type { Instrument } from "./instruments.js";
import { conclude } from "./lifecycle.js";
import { BANK_PAGE } from "./pages.js";
import { isSigned, md5 } from "./signing.js";
import { nextTranId, PaymentState, readAmount, writeAmount } from "./world.js";
import type { Payment, World } from "./world.js";

const REQUIRED = ["MerchantID", "ReferenceNo", "TxnType", "TxnChannel", "TxnCurrency", "TxnAmount", "Signature"] as const;
const CALLER_FIELDS = ["ReturnURL", "NotificationURL", "CallbackURL", "FailedURL", "CustName", "CustEmail", "CustContact", "CustDesc"] as const;
const MINIMUM = 1_00;

const deny = (code: string, description: string): never => refuse(toError(code, description));

/** The checks of the Direct API, in the order of the tech-spec's section 10. */
function needOrder(world: World, fields: Fields): number {
  const { settings } = world;
  if (valueOf(fields, "MerchantID") !== settings.merchantId) return deny("P404", "Invalid merchant ID");
  const fault = faultOf(fields, REQUIRED, [...CALLER_FIELDS, ...OPTIONAL_FIELDS]);
  if (fault !== undefined) return deny("P03", `Your payment info format not correct: ${fault.fault} ${fault.field}`);
  const text = valueOf(fields, "TxnAmount");
  const currency = valueOf(fields, "TxnCurrency");
  const signed = [text, settings.merchantId, valueOf(fields, "ReferenceNo"), settings.verifyKey, ...(settings.extendedVcode ? [currency] : [])];
  if (!isSigned(fields["Signature"], md5(...signed))) return deny("P03", "Your payment info format not correct: hash string");
  const channel = valueOf(fields, "TxnChannel");
  if (!isKnownChannel(channel)) return deny("P05", "Invalid channel");
  const type = valueOf(fields, "TxnType");
  if (type !== "SALS" && type !== "AUTS") return deny("P03", "Your payment info format not correct: TxnType");
  if (type === "AUTS" && channel !== CARD_CHANNEL) return deny("P48", "TxnType not supported by the channel");
  if (!settings.currencies.includes(currency)) return deny("P13", "Currency not supported");
  const amount = readAmount(text) ?? deny("P03", "Your payment info format not correct: TxnAmount");
  if (amount <= MINIMUM) return deny("P14", "Amount too small");
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(valueOf(fields, "ReferenceNo"))) return deny("P19", "Invalid order ID");
  return needUrls(fields, amount);
}

function needUrls(fields: Fields, amount: number): number {
  for (const name of ["ReturnURL", "NotificationURL", "CallbackURL", "FailedURL"]) {
    const url = valueOf(fields, name);
    if (url !== "" && (url.length > 200 || !/^https?:\/\//.test(url))) return deny("P403", `Invalid URL: ${name}`);
  }
  return amount;
}

/** The same order for the same amount is taken once. */
function needNewOrder(world: World, reference: string, amount: number): void {
  const taken = world.payments.values().some((each) => each.reference === reference && each.amount === amount && each.state !== PaymentState.Failed);
  if (taken) deny("P09", "Duplicate order ID and amount");
}

function toPayment(world: World, fields: Fields, amount: number, instrument: Instrument): Payment {
  const now = world.clock.now();
  const notificationUrl = valueOf(fields, "NotificationURL") || valueOf(fields, "CallbackURL");
  const isCard = valueOf(fields, "TxnChannel") === CARD_CHANNEL;
  return {
    tranId: nextTranId(world),
    reference: valueOf(fields, "ReferenceNo"),
    channel: valueOf(fields, "TxnChannel"),
    txnType: fields["TxnType"] === "AUTS" ? "AUTS" : "SALS",
    currency: valueOf(fields, "TxnCurrency"),
    amount,
    captured: 0,
    refunded: 0,
    state: PaymentState.Pending,
    createdAt: now,
    paidAt: now,
    appcode: "",
    errorCode: "",
    errorDesc: "",
    schemeId: isCard ? world.ids.token(15, "0123456789") : undefined,
    awaits: instrument.kind === "card" ? decide(instrument.number, amount) : { approved: true },
    returnUrl: fields["ReturnURL"],
    failedUrl: fields["FailedURL"],
    notifies: notificationUrl !== "",
    reversed: false,
    needsBrowser: asksCustomer(fields, instrument),
    ...storedWith(world, fields, instrument),
  };
}

/** A token, where the customer's card is to be stored. */
function storedWith(world: World, fields: Fields, instrument: Instrument): { readonly token?: string } {
  if (instrument.kind !== "card" || valueOf(fields, "mpstokenstatus") !== "1") return {};
  return { token: `tok${world.ids.token(29)}` };
}

type TxnData = Readonly<Record<string, unknown>>;

function toAnswer({ settings }: World, payment: Payment, TxnData: TxnData): Response {
  return toJson({
    MerchantID: settings.merchantId,
    ReferenceNo: payment.reference,
    TxnID: payment.tranId,
    TxnType: payment.txnType,
    TxnCurrency: payment.currency,
    TxnAmount: writeAmount(payment.amount),
    TxnChannel: payment.channel,
    TxnData,
  });
}

/** The final answer of a payment that needs no browser. */
function toFinal(world: World, payment: Payment): Response {
  const { token, schemeId, state } = payment;
  const status = state === PaymentState.Pending ? "22" : state === PaymentState.Failed ? "11" : "00";
  const extraP = status === "00" ? { ...(token === undefined ? {} : { token }), SchemeTransactionID: schemeId, cclast4: "1111" } : "";
  return toAnswer(world, payment, {
    RequestURL: payment.returnUrl ?? "",
    RequestMethod: "POST",
    RequestType: "RESPONSE",
    RequestData: {
      tranID: payment.tranId,
      status,
      appcode: payment.appcode,
      error_code: payment.errorCode,
      error_desc: payment.errorDesc,
      extraP,
    },
  });
}

/** A frictionless card answers at once, unless 3DS was not to be skipped or the issuer asks for it. */
function asksCustomer(fields: Fields, instrument: Instrument): boolean {
  if (instrument.kind === "bank") return valueOf(fields, "TxnChannel") !== QR_CHANNEL;
  if (instrument.kind !== "card" || instrument.isMerchantInitiated) return false;
  return valueOf(fields, "non_3DS") !== "1" || instrument.cvv === Magic.ThreeDsCvv;
}

/** `POST RMS/API/Direct/1.4.0/index.php`: sale or authorization by card, bank, wallet or QR code. */
export async function takeDirect(world: World, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? deny("P03", "Your payment info format not correct: body");
  const amount = needOrder(world, fields);
  const instrument = needInstrument(world, fields);
  needNewOrder(world, valueOf(fields, "ReferenceNo"), amount);
  const payment = toPayment(world, fields, amount, instrument);
  world.payments.put(payment.tranId, payment);
  if (payment.channel === QR_CHANNEL) return toAnswer(world, payment, { RequestData: { qr_data: `00020101021226DUITNOW${payment.tranId}6304ABCD` } });
  if (payment.needsBrowser) {
    return toAnswer(world, payment, {
      RequestURL: new URL(`/${BANK_PAGE}`, request.url).href,
      RequestMethod: "POST",
      RequestType: "REDIRECT",
      // Values of other types than text occur (tech-spec, section 4.3).
      RequestData: { tranID: payment.tranId, amount: writeAmount(payment.amount), attempt: 1, isMobile: false },
    });
  }
  return toFinal(world, amount === Magic.Undecided ? payment : conclude(world, payment, "2"));
}
