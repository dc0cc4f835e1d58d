import type {
  ConnectorChargeResponse,
  Currency,
  MandateIds,
  MinorUnit,
  RequestHeaders,
  ResourceCommonData,
  Secret,
  SplitPaymentsRequest,
  SplitRefundsRequest,
  StripeSplitPayment,
  StripeSplitRefund,
} from "@switchyard/interfaces";
import { connectorMandateOf, invalid, keptText, need, notSupported } from "@switchyard/utils";
import type { ConnectFields } from "../requests.js";
import { toStripeAmount } from "./amount.js";

/** What any flow's request may say of Connect. */
interface MaybeSplit {
  readonly splitPayments?: SplitPaymentsRequest | undefined;
  readonly splitRefunds?: SplitRefundsRequest | undefined;
  /** What the payment's first answer left: follow-ups bring it back. */
  readonly connectorMeta?: unknown;
  /** The same, in refunds. */
  readonly connectorMetadata?: unknown;
  /** What the mandate's set-up left, of a revocation. */
  readonly mandateMetadata?: Secret<unknown> | undefined;
  /** The mandate that a payment is made under; of a revocation our own id of it. */
  readonly mandateId?: MandateIds | string | undefined;
}

/** How a payment is split with Connect. @throws ConnectorError NotSupported for another processor's split */
export function splitOf(request: object): StripeSplitPayment | undefined {
  const { splitPayments }: MaybeSplit = request;
  if (splitPayments === undefined || splitPayments.type === "stripe_split_payment") return splitPayments;
  throw notSupported("stripe", `splitPayments of type ${splitPayments.type}`);
}

/** How a refund takes back what was split. @throws ConnectorError NotSupported */
export function splitRefundOf(request: object): StripeSplitRefund | undefined {
  const { splitRefunds }: MaybeSplit = request;
  if (splitRefunds === undefined || splitRefunds.type === "stripe_split_refund") return splitRefunds;
  throw notSupported("stripe", `splitRefunds of type ${splitRefunds.type}`);
}

function keptAccount(kept: unknown): string | undefined {
  return keptText(kept, "stripeAccount");
}

/**
 * The connected account that a direct charge belongs to: every later call on it must be made as that account, or Stripe
 * finds nothing (tech-spec, sections 4.17 and 11.19).
 */
export function accountOf(request: object): string | undefined {
  const split = splitOf(request);
  if (split?.chargeType === "direct") return needAccount(split.transferAccountId, "splitPayments.transferAccountId");
  const refund = splitRefundOf(request);
  if (refund?.chargeType === "direct" && refund.transferAccountId !== undefined) {
    return needAccount(refund.transferAccountId, "splitRefunds.transferAccountId");
  }
  // A destination charge is the platform's own.
  if (split !== undefined) return undefined;
  const { connectorMeta, connectorMetadata, mandateMetadata, mandateId }: MaybeSplit = request;
  const mandate = typeof mandateId === "object" ? connectorMandateOf({ mandateId })?.mandateMetadata : undefined;
  return keptAccount(connectorMeta) ?? keptAccount(connectorMetadata) ?? keptAccount(mandateMetadata ?? mandate);
}

/** The account for what knows of no payment, such as a dispute or a file: the connector's metadata of the merchant say it. */
export function accountOfMerchant({ connectorMetaData }: ResourceCommonData): string | undefined {
  const account = keptAccount(connectorMetaData);
  return account === undefined ? undefined : needAccount(account, "metadata.stripeAccount");
}

/** @throws ConnectorError MissingRequiredField, InvalidDataFormat: it becomes a header */
export function needAccount(account: string | undefined, fieldName: string): string {
  const given = need(account, fieldName);
  if (/^[\w-]{1,200}$/.test(given)) return given;
  throw invalid(fieldName, "the id of a connected account");
}

/** The header that makes a call as a connected account. */
export function asAccount(account: string | undefined): RequestHeaders {
  return account === undefined ? {} : { "stripe-account": account };
}

/** The fields of a split payment: the platform's fee, and for destination charges who gets the rest (tech-spec, section 4.17). */
export function toConnectFields(split: StripeSplitPayment | undefined, currency: Currency): ConnectFields {
  if (split === undefined) return {};
  const fee = split.applicationFees;
  return {
    application_fee_amount: fee === undefined ? undefined : toStripeAmount(fee, currency),
    on_behalf_of: split.onBehalfOf,
    transfer_data:
      split.chargeType === "destination" ? { destination: needAccount(split.transferAccountId, "splitPayments.transferAccountId") } : undefined,
  };
}

/** The platform's fee on a part that is captured: Stripe takes the whole fee again unless told. */
export function toFee(split: StripeSplitPayment | undefined, currency: Currency): MinorUnit | undefined {
  return toConnectFields(split, currency).application_fee_amount;
}

/** How the payment was split, for those who refund it later. */
export function readCharges(split: StripeSplitPayment | undefined, chargeId: string | undefined): ConnectorChargeResponse | undefined {
  if (split === undefined) return undefined;
  const { chargeType, applicationFees, transferAccountId, onBehalfOf } = split;
  return { connector: "stripe", chargeId, details: { chargeType, applicationFees, transferAccountId, onBehalfOf } };
}
