import { toError, toJson } from "./answers.js";
import { CARD_CHANNEL } from "./channels.js";
import { decide } from "./cards.js";
import { faultOf, readFields, valueOf } from "./fields.js";
import { hmacSha256, isSigned, md5 } from "./signing.js";
import { conclude } from "./lifecycle.js";
import { nextTranId, PaymentState, readAmount } from "./world.js";
import type { Payment, StoredToken, World } from "./world.js";

/** The fields of a line of the Recurring API, in their order (tech-spec, section 4.9). */
const NAMES = [
  "RecordType",
  "MerchantID",
  "SubMerchant",
  "Token",
  "OrderID",
  "Currency",
  "Amount",
  "Name",
  "Email",
  "Mobile",
  "Description",
  "Checksum",
];

function toLine(text: string): Readonly<Record<string, string>> | undefined {
  const values = text.split("|");
  if (values.length !== 12 && values.length !== 13) return undefined;
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? ""]));
}

/** Why a line is not taken; the sentences are Fiuu's (tech-spec, section 6). */
function reasonOf(world: World, line: Readonly<Record<string, string>>): string | undefined {
  const { merchantId, verifyKey, currencies } = world.settings;
  const [type, sub, token, order, currency, amount] = ["RecordType", "SubMerchant", "Token", "OrderID", "Currency", "Amount"].map((name) =>
    valueOf(line, name),
  ) as [string, string, string, string, string, string];
  if (line["MerchantID"] !== merchantId) return "Merchant info not found";
  const missing = ["RecordType", "Token", "OrderID", "Currency", "Amount", "Name", "Checksum"].find((name) => valueOf(line, name) === "");
  if (missing !== undefined) return `Missing Required Parameter (${missing})`;
  if (valueOf(line, "Email") === "" && valueOf(line, "Mobile") === "") return "Missing Required Parameter (Email)";
  if (!isSigned(line["Checksum"], md5(type, merchantId, sub, token, order, currency, amount, verifyKey))) return "Incorrect checksum";
  if (type !== "T" || !currencies.includes(currency)) return `Invalid Parameter Value (${type === "T" ? "Currency" : "RecordType"})`;
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(order)) return "Invalid Parameter Value (OrderID)";
  if (valueOf(line, "Name").length > 50) return "Invalid Parameter Value (Name)";
  const hundredths = readAmount(amount);
  if (hundredths === undefined) return "Invalid Parameter Value (Amount)";
  if (hundredths <= 100) return "Amount must more than 1.00";
  return world.tokens.has(token) ? undefined : "Token not found";
}

function toPayment(world: World, line: Readonly<Record<string, string>>, { schemeId }: StoredToken): Payment {
  const now = world.clock.now();
  const amount = readAmount(valueOf(line, "Amount")) ?? 0;
  return {
    tranId: nextTranId(world),
    reference: valueOf(line, "OrderID"),
    channel: CARD_CHANNEL,
    txnType: "SALS",
    currency: valueOf(line, "Currency"),
    amount,
    captured: 0,
    refunded: 0,
    state: PaymentState.Pending,
    createdAt: now,
    paidAt: now,
    appcode: "",
    errorCode: "",
    errorDesc: "",
    schemeId,
    awaits: decide("", amount),
    notifies: true,
    reversed: false,
    needsBrowser: false,
  };
}

function charge(world: World, text: string) {
  const line = toLine(text);
  if (line === undefined) return { status: "failed", orderid: "", reason: text === "" ? "Empty POST value" : "Invalid Parameter Value (0)" };
  const reason = reasonOf(world, line);
  const orderid = valueOf(line, "OrderID");
  const token = world.tokens.get(valueOf(line, "Token"));
  if (reason !== undefined || token === undefined) return { status: "failed", orderid, reason: reason ?? "Token not found" };
  const payment = toPayment(world, line, token);
  world.payments.put(payment.tranId, payment);
  // Taken for processing: the result comes to the callback URL, within moments for cards.
  world.agenda.after({ seconds: 30 }, () => {
    const current = world.payments.get(payment.tranId);
    if (current?.state === PaymentState.Pending) conclude(world, current, "1");
  });
  return { status: "accepted", orderid, tranID: Number(payment.tranId), reason: "" };
}

/** `Recurring/input_v7.php`: one line for each payment, under its number. */
export async function takeRecurring(world: World, request: Request): Promise<Response> {
  const fields = await readFields(request);
  if (fields === undefined || Object.keys(fields).length === 0) return toError("R01", "Empty key");
  return toJson(Object.values(fields).map((text) => charge(world, text)));
}

const TOKEN_FIELDS = ["action", "token", "billing_name", "billing_mobile", "billing_email", "merchantID", "signature"] as const;

/** `API/token/index.php`: deletes a stored card. */
export async function manageToken(world: World, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  const { merchantId, secretKey } = world.settings;
  const deny = (error_code: string, error_desc: string) => toJson({ status: false, error_code, error_desc });
  const fault = faultOf(fields, TOKEN_FIELDS, ["custID"]);
  if (fault !== undefined) return deny(fault.fault === "missing" ? "TK02" : "TK01", fault.field);
  if (fields["action"] !== "DELETE_TOKEN") return deny("TK01", "Invalid value");
  if (fields["merchantID"] !== merchantId) return deny("TK03", "Merchant not found");
  const [email, mobile, name] = ["billing_email", "billing_mobile", "billing_name"].map((each) => valueOf(fields, each)) as [string, string, string];
  const token = valueOf(fields, "token");
  if (!isSigned(fields["signature"], hmacSha256(secretKey, "DELETE_TOKEN", email, mobile, name, merchantId, token)))
    return deny("TK04", "Wrong signature");
  return world.tokens.delete(token) ? toJson({ status: true }) : deny("TK05", "Record not found");
}
