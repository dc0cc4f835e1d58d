import { known } from "../known.js";
import type { CardNetwork, CardType, CountryAlpha2 } from "../enums/index.js";
import type { MaybeSecret, Secret } from "../secret.js";
import { CardExpiry, type CardExpiryInput } from "./card-expiry.js";
import { readCvc, readNumber, readSecret } from "./card-input.js";

/** What may be known of a card beside its number. */
interface CardFacts {
  readonly network?: CardNetwork | undefined;
  readonly cardType?: CardType | undefined;
  /** The bank that issued the card. */
  readonly issuer?: string | undefined;
  readonly issuingCountry?: CountryAlpha2 | undefined;
  readonly bankCode?: string | undefined;
}

interface CardHolder {
  readonly holderName?: Secret | undefined;
  /** The customer's own name for the card. */
  readonly nickName?: Secret | undefined;
}

/** A card that the customer entered. Hyperswitch's card with optional CVC is the same here. */
export interface Card extends CardFacts, CardHolder {
  readonly type: "card";
  /** The card number, or the alias of it that the caller's vault gave. */
  readonly number: Secret;
  readonly expiry: CardExpiry;
  /** Absent where the customer is not there to type it. */
  readonly cvc?: Secret | undefined;
  /** The networks of a co-badged card, the preferred one first. */
  readonly coBadgedNetworks?: readonly CardNetwork[] | undefined;
}

/** A card for a payment without the customer, linked to an earlier one by its network transaction id: never with a CVC. */
export interface CardDetailsForNetworkTransactionId extends CardFacts, CardHolder {
  readonly type: "card_details_for_network_transaction_id";
  readonly number: Secret;
  readonly expiry: CardExpiry;
}

/** A card of which little more than the number is known, for a payment without the customer. */
export interface CardWithLimitedDetails extends CardFacts, CardHolder {
  readonly type: "card_with_limited_details";
  readonly number: Secret;
  readonly expiry?: CardExpiry | undefined;
  /** Electronic commerce indicator of the authentication, two digits. */
  readonly eci?: string | undefined;
}

/** A scheme's token of a card, with the cryptogram of this payment where the customer is there. */
export interface NetworkTokenData extends CardFacts, CardHolder {
  readonly type: "network_token";
  /** The token, in the shape of a card number. */
  readonly number: Secret;
  readonly expiry: CardExpiry;
  readonly cryptogram?: Secret | undefined;
  /** Electronic commerce indicator, two digits. */
  readonly eci?: string | undefined;
  /** Payment account reference: the same for all tokens of one account. */
  readonly par?: Secret | undefined;
}

/** A network token for a payment without the customer, linked to an earlier one by its network transaction id. */
export interface NetworkTokenDetailsForNetworkTransactionId extends CardFacts, CardHolder {
  readonly type: "network_token_details_for_network_transaction_id";
  readonly number: Secret;
  readonly expiry: CardExpiry;
  readonly eci?: string | undefined;
}

/** A card and its network token: the processor's side chooses which of them is charged. */
export interface CardWithNetworkTokenDetails {
  readonly type: "card_with_network_token_details";
  readonly card: Omit<Card, "type">;
  readonly networkToken: Omit<NetworkTokenDetailsForNetworkTransactionId, "type">;
}

/** A decrypted wallet's device number for a payment without the customer, linked to an earlier one by its network transaction id. */
export interface DecryptedWalletTokenDetailsForNetworkTransactionId {
  readonly type: "decrypted_wallet_token_details_for_network_transaction_id";
  readonly number: Secret;
  readonly expiry: CardExpiry;
  readonly holderName?: Secret | undefined;
  readonly eci?: string | undefined;
  /** Which wallet the token came from. */
  readonly tokenSource?: "applepay" | "googlepay" | undefined;
  readonly network?: CardNetwork | undefined;
}

/** What the customer adds to a card that is stored already. */
export interface CardToken {
  readonly type: "card_token";
  readonly holderName?: Secret | undefined;
  readonly cvc?: Secret | undefined;
}

/** A card as {@link networkTransactionCard} takes it: plain strings, or secrets. */
export interface NetworkTransactionCardInput extends CardFacts {
  /** 8 to 19 digits, blanks and hyphens between them allowed; with `alias`, whatever the vault gave. */
  readonly number: MaybeSecret;
  /** 1 to 12. */
  readonly expMonth: CardExpiryInput["month"];
  /** Two or four digits. */
  readonly expYear: CardExpiryInput["year"];
  readonly holderName?: MaybeSecret | undefined;
  readonly nickName?: MaybeSecret | undefined;
  /**
   * The number (and the CVC) are aliases of the caller's vault: nothing of them is checked but that they are
   * printable ASCII without blanks. Also for the rare cards whose numbers have no check digit.
   */
  readonly alias?: boolean | undefined;
}

/** A card as {@link card} takes it: plain strings, or secrets. */
export interface CardInput extends NetworkTransactionCardInput {
  /** 3 or 4 digits. */
  readonly cvc?: MaybeSecret | undefined;
  readonly coBadgedNetworks?: readonly CardNetwork[] | undefined;
}

/** A network token as {@link networkToken} takes it: plain strings, or secrets. */
export interface NetworkTokenInput extends NetworkTransactionCardInput {
  readonly cryptogram?: MaybeSecret | undefined;
  readonly eci?: string | undefined;
  readonly par?: MaybeSecret | undefined;
}

function optionalSecret(value: MaybeSecret | undefined, fieldName: string): Secret | undefined {
  return value === undefined ? undefined : readSecret(value, fieldName);
}

function commonFields(input: NetworkTransactionCardInput, prefix: string) {
  return {
    number: readNumber(input.number, input.alias, `${prefix}.number`),
    expiry: CardExpiry.of({ month: input.expMonth, year: input.expYear }, prefix),
    holderName: optionalSecret(input.holderName, `${prefix}.holderName`),
    nickName: optionalSecret(input.nickName, `${prefix}.nickName`),
    network: input.network,
    cardType: input.cardType,
    issuer: input.issuer,
    issuingCountry: input.issuingCountry,
    bankCode: input.bankCode,
  };
}

/**
 * A card that the customer entered, checked before anything is sent.
 *
 * @example card({ number: "4444 3333 2222 1111", expMonth: "12", expYear: "30", cvc: "123", holderName: "A. Person" })
 * @throws ConnectorError InvalidDataFormat or MissingRequiredField, for example `card.number`
 */
export function card(input: CardInput): Card {
  return known<Card>({
    type: "card",
    ...commonFields(input, "card"),
    cvc: input.cvc === undefined ? undefined : readCvc(input.cvc, input.alias, "card.cvc"),
    coBadgedNetworks: input.coBadgedNetworks,
  });
}

/**
 * A card for a payment without the customer; pass the network transaction id of the earlier payment as the payment's `mandate`.
 * @throws ConnectorError InvalidDataFormat or MissingRequiredField, for example `card.number`
 */
export function networkTransactionCard(input: NetworkTransactionCardInput): CardDetailsForNetworkTransactionId {
  return known<CardDetailsForNetworkTransactionId>({ type: "card_details_for_network_transaction_id", ...commonFields(input, "card") });
}

/**
 * A scheme's token of a card.
 * @throws ConnectorError InvalidDataFormat or MissingRequiredField, for example `networkToken.number`
 */
export function networkToken(input: NetworkTokenInput): NetworkTokenData {
  return known<NetworkTokenData>({
    type: "network_token",
    ...commonFields(input, "networkToken"),
    cryptogram: optionalSecret(input.cryptogram, "networkToken.cryptogram"),
    eci: input.eci,
    par: optionalSecret(input.par, "networkToken.par"),
  });
}
