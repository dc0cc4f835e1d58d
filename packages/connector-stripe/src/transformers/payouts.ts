import {
  ok,
  secret,
  type MinorUnit,
  type PayoutBankTransfer,
  type PayoutEntityType,
  type PayoutsData,
  type PayoutsResponseData,
  type RouterData,
  type Secret,
} from "@switchyard/interfaces";
import { digitsOnly, invalid, keptText, need, needField, notSupported, path, present, type FlowResult, type ReadContext } from "@switchyard/utils";
import type { FormTree } from "../requests.js";
import type { AccountResponse, ExternalAccountResponse, TransferResponse } from "../responses.js";
import { toStripeAddress } from "./address.js";
import { readMoney, toPayoutAmount, toStripeCurrency } from "./amount.js";
import { needAccount } from "./connect.js";
import { toStripeMetadata } from "./metadata.js";
import { mapPayoutStatus } from "./status.js";

export type PayoutFlow = "PoRecipient" | "PoRecipientAccount" | "PoCreate" | "PoFulfill" | "PoCancel" | "PoSync";
type PayoutRecord<F extends PayoutFlow = PayoutFlow> = RouterData<F>;

/** What the steps of a payout leave for one another. */
interface PayoutSteps {
  /** The connected account that is paid. */
  readonly account?: string | undefined;
  /** The transfer that brought the money there. */
  readonly transfer?: string | undefined;
}

function stepsOf({ payoutConnectorMetadata }: PayoutsData): PayoutSteps {
  return { account: keptText(payoutConnectorMetadata, "account"), transfer: keptText(payoutConnectorMetadata, "transfer") };
}

function keep(request: PayoutsData, more: PayoutSteps): Secret<unknown> {
  const known = Object.entries({ ...stepsOf(request), ...more }).filter(([, value]) => value !== undefined);
  return secret<unknown>(Object.fromEntries(known));
}

/** The account that is paid: the caller's, or the one that PoRecipient made. @throws ConnectorError MissingRequiredField */
export function accountOfPayout(data: PayoutRecord): string {
  return needAccount(data.connectorCustomer ?? stepsOf(data.request).account, "connectorCustomer");
}

/** The amount in the one currency that both sides have. @throws ConnectorError NotSupported: nothing here converts */
function toAmountFields({ amount, sourceCurrency, destinationCurrency }: PayoutsData): { readonly amount: MinorUnit; readonly currency: string } {
  if (sourceCurrency !== destinationCurrency) throw notSupported("stripe", "A payout in another currency than its source");
  return { amount: toPayoutAmount(amount, sourceCurrency), currency: toStripeCurrency(sourceCurrency) };
}

/** Stripe's words for who is paid (tech-spec, section 4.16). */
const BUSINESS_TYPES: Readonly<Record<PayoutEntityType, "individual" | "company" | "non_profit" | "government_entity">> = {
  Individual: "individual",
  Personal: "individual",
  NaturalPerson: "individual",
  Company: "company",
  Business: "company",
  NonProfit: "non_profit",
  PublicSector: "government_entity",
};

/** Day, month and year of `YYYY-MM-DD`. @throws ConnectorError InvalidDataFormat */
function toDob(date: Secret | undefined): FormTree | undefined {
  if (date === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date.expose()) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) {
    return { day: date.map(() => Number(day)), month: date.map(() => Number(month)), year: date.map(() => Number(year)) };
  }
  throw invalid("vendorDetails.individualDetails.dateOfBirth", "YYYY-MM-DD");
}

function toIndividual({ request, address }: PayoutRecord<"PoRecipient">): FormTree {
  const details = request.vendorDetails?.individualDetails ?? {};
  return {
    first_name: present(details.firstName) ?? present(address?.billing?.address?.firstName),
    last_name: present(details.lastName) ?? present(address?.billing?.address?.lastName),
    email: present(request.customerDetails?.email),
    phone: present(details.phone),
    dob: toDob(present(details.dateOfBirth)),
    id_number: present(details.idNumber),
    ssn_last_4: present(details.ssnLast4),
    address: toStripeAddress(address?.billing),
  };
}

function toCompany({ request }: PayoutRecord<"PoRecipient">): FormTree {
  const vendor = request.vendorDetails?.vendorDetails ?? {};
  return {
    name: present(vendor.companyName),
    phone: present(vendor.companyPhone),
    tax_id: present(vendor.companyTaxId),
    owners_provided: vendor.companyOwnersProvided,
    address: {
      line1: present(vendor.companyAddressLine1),
      line2: present(vendor.companyAddressLine2),
      city: present(vendor.companyAddressCity),
      state: present(vendor.companyAddressState),
      postal_code: present(vendor.companyAddressPostalCode),
    },
  };
}

/** The body of `POST /v1/accounts`: an account that the platform answers for (tech-spec, section 4.16). */
export function toRecipientRequest(data: PayoutRecord<"PoRecipient">): FormTree {
  const { request, address } = data;
  const vendor = request.vendorDetails?.vendorDetails;
  const individual = request.vendorDetails?.individualDetails;
  const businessType = BUSINESS_TYPES[request.entityType];
  return {
    type: "custom",
    country: need(address?.billing?.address?.country, "billing.address.country"),
    email: present(request.customerDetails?.email) ?? present(address?.billing?.email),
    capabilities: {
      card_payments: vendor?.capabilitiesCardPayments === undefined ? undefined : { requested: vendor.capabilitiesCardPayments },
      transfers: { requested: vendor?.capabilitiesTransfers ?? true },
    },
    tos_acceptance:
      individual?.tosAcceptanceDate === undefined
        ? undefined
        : { date: Math.floor(individual.tosAcceptanceDate.getTime() / 1000), ip: present(individual.tosAcceptanceIp) },
    business_type: businessType,
    business_profile: { mcc: vendor?.businessProfileMcc, url: vendor?.businessProfileUrl, name: present(vendor?.businessProfileName) },
    individual: businessType === "individual" ? toIndividual(data) : undefined,
    company: businessType === "individual" ? undefined : toCompany(data),
    metadata: toStripeMetadata(request.metadata, { order_id: request.payoutId }),
  };
}

/** Ready when money can leave the account and nothing is asked of its owner (tech-spec, section 4.16). */
export function toRecipientResult(account: AccountResponse, { data }: ReadContext<"PoRecipient">): FlowResult<"PoRecipient"> {
  const isReady = account.payouts_enabled === true && (account.requirements?.currently_due ?? []).length === 0;
  return {
    response: ok({
      status: isReady ? "requires_creation" : "requires_vendor_account_creation",
      payoutConnectorMetadata: keep(data.request, { account: account.id }),
    }),
  };
}

/** A bank account as Stripe names it: the bank's code is the routing number, an IBAN the account number. */
function toBankAccount(bank: PayoutBankTransfer): FormTree {
  switch (bank.type) {
    case "ach":
      return { country: bank.bankCountryCode ?? "US", account_number: bank.bankAccountNumber, routing_number: bank.bankRoutingNumber };
    case "bacs":
      return { country: bank.bankCountryCode ?? "GB", account_number: bank.bankAccountNumber, routing_number: bank.bankSortCode.map(digitsOnly) };
    case "sepa":
      return { country: bank.bankCountryCode ?? bank.iban.expose().slice(0, 2).toUpperCase(), account_number: bank.iban };
    default:
      throw notSupported("stripe", `A payout to ${bank.type}`);
  }
}

/** The body of `POST /v1/accounts/{id}/external_accounts`. Cards are taken as tokens alone (tech-spec, section 4.16). */
export function toRecipientAccountRequest({ request }: PayoutRecord<"PoRecipientAccount">): FormTree {
  const method = needField(request, "payoutMethodData");
  if (method.type === "passthrough") return { external_account: method.pspToken };
  if (method.type !== "bank") throw notSupported("stripe", `A payout to ${method.type}: pass a token of Stripe's`);
  const { bank } = method;
  const isIndividual = BUSINESS_TYPES[request.entityType] === "individual";
  return {
    external_account: {
      object: "bank_account",
      ...toBankAccount(bank),
      currency: toStripeCurrency(request.destinationCurrency),
      account_holder_name: "accountHolderName" in bank ? present(bank.accountHolderName) : undefined,
      account_holder_type: request.vendorDetails?.individualDetails?.externalAccountHolderType ?? (isIndividual ? "individual" : "company"),
    },
  };
}

/** Whether the account can be paid is Stripe's to verify later; that it was taken shows by what it is. */
export function toRecipientAccountResult(
  { object }: ExternalAccountResponse,
  { data }: ReadContext<"PoRecipientAccount">,
): FlowResult<"PoRecipientAccount"> {
  const status = object === "bank_account" || object === "card" ? "requires_creation" : "pending";
  return { response: ok({ status, payoutConnectorMetadata: keep(data.request, { account: accountOfPayout(data) }) }) };
}

/** The body of `POST /v1/transfers`: money goes from the platform to the account. */
export function toTransferRequest(data: PayoutRecord<"PoCreate">): FormTree {
  const { request } = data;
  return {
    ...toAmountFields(request),
    destination: accountOfPayout(data),
    transfer_group: request.payoutId,
    description: present(request.description),
    metadata: toStripeMetadata(request.metadata, { order_id: request.payoutId }),
  };
}

export function toTransferResult(transfer: TransferResponse, { data }: ReadContext<"PoCreate">): FlowResult<"PoCreate"> {
  return {
    response: ok({
      status: "requires_fulfillment",
      connectorPayoutId: transfer.id,
      payoutConnectorMetadata: keep(data.request, { account: accountOfPayout(data), transfer: transfer.id }),
      echoed: readMoney(transfer.amount, transfer.currency),
    }),
  };
}

/** The body of `POST /v1/payouts`: money goes from the account to its bank. */
export function toPayoutRequest({ request }: PayoutRecord<"PoFulfill">): FormTree {
  return {
    ...toAmountFields(request),
    method: request.priority === "instant" ? "instant" : "standard",
    description: present(request.description),
    statement_descriptor: present(request.vendorDetails?.vendorDetails?.statementDescriptor),
    metadata: toStripeMetadata(request.metadata, { order_id: request.payoutId }),
  };
}

/** Whether an id is a transfer's, which is what a payout has before it is fulfilled. */
function isTransferId(id: string): boolean {
  return id.startsWith("tr_");
}

function needPayoutId({ request }: PayoutRecord): string {
  return needField(request, "connectorPayoutId");
}

/** Calls on the account's own payouts are made as the account; transfers are the platform's. */
export function accountOfStep(data: PayoutRecord<"PoCancel" | "PoSync">): string | undefined {
  return isTransferId(needPayoutId(data)) ? undefined : accountOfPayout(data);
}

/** Before it is fulfilled a payout is taken back, then cancelled. */
export function toPayoutCancelPath(data: PayoutRecord<"PoCancel">): string {
  const id = needPayoutId(data);
  return isTransferId(id) ? path`v1/transfers/${id}/reversals` : path`v1/payouts/${id}/cancel`;
}

export function toPayoutSyncPath(data: PayoutRecord<"PoSync">): string {
  const id = needPayoutId(data);
  return isTransferId(id) ? path`v1/transfers/${id}` : path`v1/payouts/${id}`;
}

/** What became of a payout, or, before it is fulfilled, of its transfer. */
function statusOf(response: TransferResponse, id: string): NonNullable<PayoutsResponseData["status"]> {
  if (response.object === "transfer_reversal") return "cancelled";
  if (!isTransferId(id)) return mapPayoutStatus(response.status);
  if (response.object !== "transfer") return "pending";
  return response.reversed === true ? "cancelled" : "requires_fulfillment";
}

export function toPayoutResult(
  response: TransferResponse,
  { data }: ReadContext<"PoFulfill" | "PoCancel" | "PoSync">,
): FlowResult<"PoFulfill" | "PoCancel" | "PoSync"> {
  // A reversal has an id of its own; the payout keeps the one that it is known by.
  const id = data.flow === "PoFulfill" ? response.id : needPayoutId(data);
  return {
    response: ok({
      status: statusOf(response, id),
      connectorStatus: response.status ?? undefined,
      connectorPayoutId: id,
      errorCode: response.failure_code ?? undefined,
      errorMessage: response.failure_message ?? undefined,
      payoutConnectorMetadata: keep(data.request, {}),
      echoed: readMoney(response.amount, response.currency),
    }),
  };
}
