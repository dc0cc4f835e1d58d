import { Currency, type EchoedAmount } from "@switchyard/interfaces";
import { present, StringMajorUnitForConnector as amounts, type WireAmount } from "@switchyard/utils";

/** An amount and its currency as an answer writes them. */
export interface Money {
  readonly amount?: WireAmount | null | undefined;
  readonly currency?: string | null | undefined;
}

function isCurrency(text: string): text is Currency {
  return Object.hasOwn(Currency, text);
}

/** The amount is read only in a currency that is known. */
export function readMoney({ amount, currency }: Money): EchoedAmount {
  const known = present(currency)?.toUpperCase();
  if (known === undefined) return {};
  return isCurrency(known) && amount != null && amount !== "" ? { amount: amounts.convertBack(amount, known), currency: known } : { currency: known };
}

/** What several places of an answer repeat: where one of them says otherwise than was asked for, it counts. */
export function readEcho(asked: EchoedAmount, places: readonly (Money | null | undefined)[]): EchoedAmount {
  const read = places.flatMap((place) => (place == null ? [] : [readMoney(place)]));
  const said = (name: "amount" | "currency") => {
    const values = read.map((each) => each[name]).filter((value) => value !== undefined);
    return values.find((value) => value !== asked[name]) ?? values[0];
  };
  return { amount: said("amount") as EchoedAmount["amount"], currency: said("currency") as EchoedAmount["currency"] };
}
