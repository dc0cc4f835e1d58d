import { minorUnit, type EchoedAmount, type MinorUnit } from "@switchyard/interfaces";
import { readEchoedAmount, StringMajorUnitForConnector as amounts } from "@switchyard/utils";
import type { NoonOrderResult, NoonTransaction } from "../responses.js";

/** One of an order's amounts, which is read only in a currency that is known. */
export function readTotal(order: NoonOrderResult, total: Extract<keyof NoonOrderResult, "amount" | `total${string}`>): MinorUnit | undefined {
  return readEchoedAmount(order[total], order.currency, amounts).amount;
}

/** What was taken of an order: noon keeps sales apart from captures on some. */
export function readTaken(order: NoonOrderResult): MinorUnit {
  return minorUnit(Math.max(readTotal(order, "totalCapturedAmount") ?? 0, readTotal(order, "totalSalesAmount") ?? 0));
}

/** What several places of an answer repeat: where one of them says otherwise than was asked for, it counts. */
export function readEcho(asked: EchoedAmount, places: readonly (Pick<NoonTransaction, "amount" | "currency"> | undefined)[]): EchoedAmount {
  const read = places.map((place) => readEchoedAmount(place?.amount, place?.currency, amounts));
  const said = <Name extends keyof EchoedAmount>(name: Name): EchoedAmount[Name] => {
    const values = read.map((each) => each[name]).filter((value) => value !== undefined);
    return values.find((value) => value !== asked[name]) ?? values[0];
  };
  return { amount: said("amount"), currency: said("currency") };
}
