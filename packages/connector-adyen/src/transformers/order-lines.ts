import { minorUnit, type AdyenSplitItem, type Currency, type MinorUnit, type OrderDetailsWithAmount } from "@switchyard/interfaces";
import { notSupported } from "@switchyard/utils";
import type { LineItem, Split } from "../requests.js";
import { toAmount } from "./amount.js";

/** The tax on one piece, where the line's tax divides evenly. */
function taxOfOne({ totalTaxAmount, quantity }: OrderDetailsWithAmount): MinorUnit | undefined {
  if (totalTaxAmount === undefined || quantity < 1 || totalTaxAmount % quantity !== 0) return undefined;
  return minorUnit(totalTaxAmount / quantity, "orderDetails.totalTaxAmount");
}

/** A percentage in hundredths of a percent, as Adyen counts it: 21 becomes 2100. */
function toBasisPoints(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : Math.round(percent * 100);
}

function toLineItem(line: OrderDetailsWithAmount, currency: Currency): LineItem {
  const value = (amount: MinorUnit) => toAmount(amount, currency).value;
  const tax = taxOfOne(line);
  return {
    id: line.productId,
    description: line.description ?? line.productName,
    quantity: line.quantity,
    amountIncludingTax: value(line.amount),
    amountExcludingTax: tax === undefined || tax > line.amount ? undefined : value(minorUnit(line.amount - tax, "orderDetails.amount")),
    taxAmount: tax === undefined ? undefined : value(tax),
    taxPercentage: toBasisPoints(line.taxRate),
    imageUrl: line.productImgLink,
  };
}

/** The lines of the order, where there are any. A line's `amount` is what one piece costs the shopper, its tax included. */
export function toLineItems(lines: readonly OrderDetailsWithAmount[] | undefined, currency: Currency): readonly LineItem[] | undefined {
  return lines === undefined || lines.length === 0 ? undefined : lines.map((line) => toLineItem(line, currency));
}

/** The lines of the order, or one line for all of it: for methods that refuse an order without any. */
export function needLineItems(
  lines: readonly OrderDetailsWithAmount[] | undefined,
  whole: { readonly amount: MinorUnit; readonly currency: Currency; readonly description: string },
): readonly LineItem[] {
  const { value } = toAmount(whole.amount, whole.currency);
  return toLineItems(lines, whole.currency) ?? [{ id: "1", description: whole.description, quantity: 1, amountIncludingTax: value }];
}

/** Vocabulary that Adyen spells otherwise. */
const SPLIT_TYPES: Readonly<Record<string, string>> = { Vat: "VAT" };

function toSplit({ amount, splitType, account, reference, description }: AdyenSplitItem, currency: Currency): Split {
  const split = { type: SPLIT_TYPES[splitType] ?? splitType, reference, account, description };
  return amount === undefined ? split : { ...split, amount: toAmount(amount, currency) };
}

/** What a request may say of splits, in any processor's terms. */
type GivenSplits = { readonly type: string; readonly store?: string | undefined; readonly splitItems?: readonly AdyenSplitItem[] } | undefined;

/** How Adyen divides the money among the platform's accounts. @throws ConnectorError NotSupported for splits in another processor's terms */
export function toSplits(
  given: GivenSplits,
  currency: Currency,
): { readonly store?: string | undefined; readonly splits?: readonly Split[] | undefined } {
  if (given === undefined) return {};
  if (given.splitItems === undefined || !given.type.startsWith("adyen_")) throw notSupported("adyen", given.type);
  return { store: given.store, splits: given.splitItems.map((item) => toSplit(item, currency)) };
}
