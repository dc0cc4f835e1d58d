import { refuse } from "@switchyard/testkit";
import { toError, toLines } from "./answers.js";
import { CARD_CHANNEL } from "./channels.js";
import { faultOf, readFields, valueOf } from "./fields.js";
import { toStatus } from "./notifications.js";
import { isSigned, md5 } from "./signing.js";
import { PaymentState, writeAmount } from "./world.js";
import type { Payment, World } from "./world.js";

/** A requery: how it names the payment, and how far back it looks. */
export interface Requery {
  readonly idField: "txID" | "oID";
  readonly separator: "=" | ": ";
  readonly days: number;
}

export const GATE_QUERY: Requery = { idField: "txID", separator: "=", days: 1 };
export const BY_TRANSACTION: Requery = { idField: "txID", separator: ": ", days: 180 };
export const BY_ORDER: Requery = { idField: "oID", separator: ": ", days: 30 };

const DAY = 86_400_000;

const STATE_NAME: Readonly<Record<PaymentState, string>> = {
  pending: "Pending",
  authorized: "authorized",
  captured: "captured",
  settled: "settled",
  failed: "failed",
  cancelled: "cancelled",
  release: "release",
  chargeback: "chargeback",
};

const deny = (code: string, description: string): never => refuse(toError(code, description));

/** The payment of an id; of several under one order, one that did not fail. */
function find(world: World, { idField, days }: Requery, id: string): Payment | undefined {
  const found = world.payments.values().filter((each) => (idField === "txID" ? each.tranId : each.reference) === id);
  const payment = found.findLast(({ state }) => state !== PaymentState.Failed) ?? found.at(-1);
  const isRecent = payment !== undefined && world.clock.now().getTime() - payment.createdAt.getTime() < days * DAY;
  return isRecent ? payment : undefined;
}

/** `gate-query`, `q_by_tid` and `q_by_oid`: the same question, named and answered a little differently (tech-spec, section 4.5). */
export async function requery(world: World, request: Request, kind: Requery): Promise<Response> {
  const fields = (await readFields(request)) ?? deny("Q00001", "Missing parameter");
  const { settings } = world;
  const fault = faultOf(fields, [kind.idField, "amount", "domain", "skey"]);
  if (fault !== undefined) return deny(fault.fault === "missing" ? "Q00001" : "Q00002", `${fault.fault} ${fault.field}`);
  if (fields["domain"] !== settings.merchantId) return deny("Q00003", "Merchant not found");
  const id = valueOf(fields, kind.idField);
  const amount = valueOf(fields, "amount");
  if (!isSigned(fields["skey"], md5(id, settings.merchantId, settings.verifyKey, amount))) return deny("Q00004", "Wrong skey");
  const payment = find(world, kind, id) ?? deny("Q00005", "Record not found");
  if (amount !== writeAmount(payment.amount)) return deny("Q00002", "Invalid value: amount");
  const status = toStatus(payment.state);
  return toLines(
    {
      StatCode: status,
      StatName: STATE_NAME[payment.state],
      ...(kind.idField === "oID" ? { OrderID: payment.reference } : {}),
      TranID: payment.tranId,
      Amount: amount,
      Domain: settings.merchantId,
      Channel: payment.channel === CARD_CHANNEL ? "credit" : payment.channel,
      VrfKey: md5(amount, settings.secretKey, settings.merchantId, id, status),
      Currency: payment.currency,
      ErrorCode: payment.errorCode,
      ErrorDesc: payment.errorDesc,
      ...(payment.schemeId === undefined || status !== "00" ? {} : { SchemeTransactionID: payment.schemeId }),
      ...(payment.errorCode.startsWith("CC_") ? { ProcessorResponseCode: payment.errorCode.slice(3) } : {}),
    },
    kind.separator,
  );
}
