import { anyOf, bodyField, encodeHex, encodeUtf8, hmac, isJsonNumber, sourceOf, type VerificationRecipe } from "@switchyard/utils";

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !isJsonNumber(value);
const isThere = (value: unknown) => value !== undefined && value !== null && value !== "";

/** A value as it is signed: numbers with two decimals, whatever the JSON shows; null as the word (tech-spec, section 7.2). */
function toText(value: unknown): string {
  return typeof value === "number" || isJsonNumber(value) ? Number(sourceOf(value)).toFixed(2) : String(value);
}

/** In the order of their UTF-8 bytes, which is that of the hexadecimal digits of these. */
function sorted(texts: readonly string[]): readonly string[] {
  const keyed = texts.map((text) => [encodeHex(encodeUtf8(text)), text] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, text]) => text);
}

/** The documented list of what is signed, below `PaymentInformation`; of two with a bar between, the first that is there. */
const LISTED: readonly (readonly string[])[] = [
  "Amount.Amount Amount.Currency Status CreditDebitIndicator References.MerchantReference References.EndToEnd",
  "References.PaymentRequestId References.PaymentId References.ClearingSystemReference",
  "References.OriginalPaymentRequestId References.OriginalPaymentId",
  "StatusReasonInformation.Reason.Code StatusReasonInformation.Reason.RejectReason StatusReasonInformation.Reason.MerchantAdviceCode",
  "Creditor.Name|Debtor.Name CreditorAccount.Iban|DebtorAccount.Iban CreditorAgent.Bic|DebtorAgent.Bic",
  "Debtor.Address.CountryCode DebtorAccount.Other SepaDirectDebitInformation.MandateInformation.UMR",
  "CardTransaction.Card.MaskedPan CardTransaction.Card.ExpiryDate CardTransaction.Card.Token CardTransaction.Card.SubType",
].flatMap((line) => line.split(" ").map((paths) => paths.split("|")));

function valueAt(body: unknown, path: string): unknown {
  return path.split(".").reduce((value, key) => (isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined), body);
}

function listedOf(body: Tree): readonly unknown[] {
  const payment = body["PaymentInformation"];
  const listed = LISTED.map((paths) => paths.map((path) => valueAt(payment, path)).find(isThere));
  return [valueAt(body, "PaymentMethod"), valueAt(body, "MerchantIdentification.ProjectId"), ...listed].filter(isThere);
}

/** Every name that a notification is documented to have. */
const NAMES: ReadonlySet<string> = new Set([
  ...LISTED.flatMap((paths) => paths.flatMap((path) => path.split("."))),
  ...["PaymentMethod", "MerchantIdentification", "ProjectId", "PaymentInformation", "Email", "Lines", "City", "PostCode"],
  ...["SequenceType", "SigningCity", "SigningDate"],
]);

function namesOf(value: unknown): readonly string[] {
  if (!isTree(value)) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(namesOf)];
}

function leavesOf(value: unknown): readonly unknown[] {
  return isTree(value) ? Object.values(value).flatMap(leavesOf) : [value];
}

/**
 * All values. A signature over values proves nothing of their names: with a name that is not documented this way is
 * closed, or a status could be hidden under another name and the rest still be believed.
 */
function allOf(body: Tree): readonly unknown[] {
  if (namesOf(body).some((name) => !NAMES.has(name))) throw new TypeError("A name that no notification has.");
  return leavesOf(body);
}

/** The recipe over some values of the body, of which none is the signature itself. */
function recipeOf(valuesOf: (body: Tree) => readonly unknown[]): VerificationRecipe {
  return hmac("SHA-256", {
    signature: bodyField("Signature"),
    message: ({ body }) => {
      const { Signature, ...rest } = isTree(body) ? body : {};
      const texts = valuesOf(rest).filter((value) => value !== Signature);
      return sorted(texts.map(toText)).join("/");
    },
  });
}

/**
 * The signature in the body: HMAC-SHA-256 over the sorted values, in hex. Three readings of what is signed are in the
 * world, the documented list, every value, and every value that is there (tech-spec, section 7.2); each needs the key.
 */
export const trustpaySignature = anyOf(
  recipeOf(listedOf),
  recipeOf(allOf),
  recipeOf((body) => allOf(body).filter(isThere)),
);
