import type { EchoedAmount } from "@switchyard/interfaces";
import { readEchoedAmount, StringMajorUnitForConnector as amounts, type WireAmount } from "@switchyard/utils";

/** An amount and its currency as an answer writes them. */
export interface Money {
  readonly amount?: WireAmount | null | undefined;
  readonly currency?: string | null | undefined;
}

/** The amount is read only in a currency that is known. */
export const readMoney = ({ amount, currency }: Money): EchoedAmount => readEchoedAmount(amount, currency, amounts);

/** What several places of an answer repeat: where one of them says otherwise than was asked for, it counts. */
export function readEcho(asked: EchoedAmount, places: readonly (Money | null | undefined)[]): EchoedAmount {
  const read = places.flatMap((place) => (place == null ? [] : [readMoney(place)]));
  const said = <Name extends keyof EchoedAmount>(name: Name): EchoedAmount[Name] => {
    const values = read.map((each) => each[name]).filter((value) => value !== undefined);
    return values.find((value) => value !== asked[name]) ?? values[0];
  };
  return { amount: said("amount"), currency: said("currency") };
}
