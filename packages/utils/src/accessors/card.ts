import {
  isSecret,
  type Card,
  type CardExpiry,
  type CardNetwork,
  type MaybeSecret,
  type PaymentMethodData,
  type Secret,
} from "@switchyard/interfaces";
import { billingFullName, type WithAddress } from "./address.js";
import { cardNetworkOf } from "./card-network.js";
import { need, present } from "./need.js";
import { notImplemented } from "./refusals.js";

/** Whether the payment is made with a card's own details. */
export function isCard(data: PaymentMethodData): data is Card {
  return data.type === "card";
}

/**
 * The card of a payment.
 * @throws ConnectorError NotImplemented for any other payment method
 */
export function needCard(data: PaymentMethodData, connector: string): Card {
  if (!isCard(data)) throw notImplemented(connector, data);
  return data;
}

/** A card in any of its forms: by number, by network token, of an earlier payment. */
export interface CardLike {
  readonly number: Secret;
  readonly network?: CardNetwork | undefined;
}

/** The network that a card is charged on: the stated one (the customer's choice for a co-badged card), else that of its number. */
export function networkOfCard(card: CardLike): CardNetwork | undefined {
  return card.network ?? cardNetworkOf(card.number);
}

/** @throws ConnectorError MissingRequiredField `card.network` when it is neither stated nor in the number */
export function needNetworkOfCard(card: CardLike): CardNetwork {
  return need(networkOfCard(card), "card.network");
}

function digitsOfCard(number: MaybeSecret): string | undefined {
  const digits = (isSecret(number) ? number.expose() : number).replace(/[\s-]/g, "");
  return /^\d{12,19}$/.test(digits) ? digits : undefined;
}

/** The last four digits of a card number; `undefined` for a vault's alias. */
export function cardLastFour(number: MaybeSecret): string | undefined {
  return digitsOfCard(number)?.slice(-4);
}

/** The issuer's prefix of a card number: six digits, or eight as issued since 2022; `undefined` for a vault's alias. */
export function cardBin(number: MaybeSecret, length: 6 | 8 = 6): string | undefined {
  return digitsOfCard(number)?.slice(0, length);
}

type Separator = "" | "/" | "-" | " ";
/** How a processor writes an expiry: months are always two digits, years four or two. */
export type ExpiryPattern = "MM" | "YY" | "YYYY" | `MM${Separator}YY` | `MM${Separator}YYYY` | `YY${Separator}MM` | `YYYY${Separator}MM`;

/** An expiry as a processor writes it: `formatExpiry(card.expiry, "MM/YY")` gives `05/35`. */
export function formatExpiry(expiry: CardExpiry, pattern: ExpiryPattern): Secret {
  return expiry.format(({ month2, year2, year4 }) => pattern.replace("YYYY", year4).replace("YY", year2).replace("MM", month2));
}

/** Any router data of a payment with a payment method. */
export interface WithPaymentMethod extends WithAddress {
  readonly request: { readonly paymentMethodData?: PaymentMethodData | undefined };
}

/** The card holder's name: that of the billing address, else the one given with the card. */
export function cardHolderName(data: WithPaymentMethod): Secret | undefined {
  const paymentMethod = data.request.paymentMethodData;
  const onCard = paymentMethod !== undefined && "holderName" in paymentMethod ? paymentMethod.holderName : undefined;
  return billingFullName(data) ?? present(onCard);
}

/** @throws ConnectorError MissingRequiredField `card.holderName` */
export function needCardHolderName(data: WithPaymentMethod): Secret {
  return need(cardHolderName(data), "card.holderName");
}
