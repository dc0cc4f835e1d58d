import { MovementKind, refuse } from "@switchyard/testkit";
import { toError, toJson } from "./answers.js";
import { CARD_CHANNEL, FPX_BANKS } from "./channels.js";
import { faultOf, readFields, valueOf } from "./fields.js";
import type { Fields } from "./fields.js";
import { toRefundFields } from "./notifications.js";
import { isSigned, md5 } from "./signing.js";
import { change, move, nextRefundId, PaymentState, readAmount, writeTime } from "./world.js";
import type { Payment, Refund, World } from "./world.js";

const deny = (code: string, description: string): never => refuse(toError(code, description));

/** Each mandatory field with the code of its absence, in the order of the codes. */
const REQUIRED = ["RefundType", "MerchantID", "RefID", "TxnID", "Amount", "Signature"] as const;
const BANK_FIELDS = ["BankCode", "BankCountry", "BeneficiaryName", "BeneficiaryAccNo"] as const;
const PERIOD = 180 * 86_400_000;
const REFUNDABLE: readonly PaymentState[] = [PaymentState.Captured, PaymentState.Settled];

/** Money goes back to a card by itself; anybody else needs to be named. */
function needBeneficiary(fields: Fields, { channel }: Payment): void {
  const given = BANK_FIELDS.filter((name) => valueOf(fields, name) !== "");
  if (channel === CARD_CHANNEL) {
    if (given.length > 0) deny("PR012", "Bank data is not applicable to cards");
    return;
  }
  if (["BankCode", "BeneficiaryName", "BeneficiaryAccNo"].some((name) => valueOf(fields, name) === "")) deny("PR014", "Bank data is mandatory");
  if (!Object.values(FPX_BANKS).includes(valueOf(fields, "BankCode"))) deny("PR013", "Unknown BankCode");
}

function needRefundable(world: World, fields: Fields): { readonly payment: Payment; readonly amount: number } {
  const { settings } = world;
  const payment = world.payments.get(valueOf(fields, "TxnID")) ?? deny("PR009", "Transaction not found");
  if (!REFUNDABLE.includes(payment.state)) deny("PR010", "Exist transaction is not authorized, captured or settled");
  const amount = readAmount(valueOf(fields, "Amount")) ?? deny("PR005", "Amount");
  if (amount === 0 || payment.refunded + amount > payment.captured) deny("PR011", "Exceed refund amount for this transaction");
  if (world.refunds.has(`ref:${valueOf(fields, "RefID")}`)) deny("PR016", "Duplicate RefID");
  if (world.clock.now().getTime() - payment.createdAt.getTime() > PERIOD) deny("PR017", "Out of the refund period");
  needBeneficiary(fields, payment);
  if (!settings.refundBalance) deny("PR020", "Insufficient balance");
  return { payment, amount };
}

/** `refundAPI/index.php`: takes a refund, whose end comes later. */
export async function refund(world: World, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  const { merchantId, secretKey } = world.settings;
  const missing = REQUIRED.findIndex((name) => valueOf(fields, name) === "");
  if (missing !== -1) return deny(`PR00${String(missing + 1)}`, `${REQUIRED[missing] ?? ""} is missing`);
  if (faultOf(fields, REQUIRED, [...BANK_FIELDS, "notify_url", "mdr_flag"]) !== undefined) return deny("PR001", "Unknown field");
  if (fields["RefundType"] !== "P") return deny("PR001", "RefundType");
  if (fields["MerchantID"] !== merchantId) return deny("PR007", "Merchant not found");
  const signed = md5("P", merchantId, valueOf(fields, "RefID"), valueOf(fields, "TxnID"), valueOf(fields, "Amount"), secretKey);
  if (!isSigned(fields["Signature"], signed)) return deny("PR008", "Invalid signature");
  if (valueOf(fields, "RefID").length > 100) return deny("PR003", "RefID");
  const { payment, amount } = needRefundable(world, fields);
  const refundId = nextRefundId(world);
  const [refId, notifies] = [valueOf(fields, "RefID"), valueOf(fields, "notify_url") !== ""];
  const { tranId } = payment;
  const made: Refund = { refundId, refId, tranId, amount, state: "pending", reason: "", updatedAt: world.clock.now(), notifies };
  world.refunds.put(refundId, made, [`ref:${refId}`]);
  move(world, MovementKind.Refund, change(world, payment, { refunded: payment.refunded + amount }), amount, refId);
  return toJson(toRefundFields(world, made));
}

function toRow({ tranId, refId, refundId, state, updatedAt }: Refund) {
  return { TxnID: tranId, RefID: refId, RefundID: refundId, Status: state, LastUpdate: writeTime(updatedAt), FPXTxnID: "" };
}

/** `q_by_txn.php` and `q_by_refID.php`: all refunds of a payment, or one by the merchant's name for it. */
export async function queryRefunds(world: World, request: Request, idField: "TxnID" | "RefID"): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  const { merchantId, verifyKey } = world.settings;
  const id = valueOf(fields, idField);
  if (id === "") return deny(idField === "TxnID" ? "INQ001" : "INQ011", `${idField} is missing`);
  if (valueOf(fields, "MerchantID") === "") return deny("INQ002", "MerchantID is missing");
  if (faultOf(fields, [idField, "MerchantID", "Signature"]) !== undefined) return deny("INQ003", "Signature is missing");
  if (fields["MerchantID"] !== merchantId) return deny("INQ004", "Merchant not found");
  if (!isSigned(fields["Signature"], md5(id, merchantId, verifyKey))) return deny("INQ005", "Invalid signature");
  const found = world.refunds.values().filter((each) => (idField === "TxnID" ? each.tranId : each.refId) === id);
  return found.length === 0 ? deny("INQ006", "No such refund") : toJson(found.map(toRow));
}
