import { isSecret, type CardNetwork, type MaybeSecret } from "@switchyard/interfaces";

/** Numbers of one network: from and to their first six digits, inclusive, in the lengths that the network issues. */
// Tuples of literals: a bundle that never asks for a network leaves the tables out.
type BinRange = readonly [from: number, to: number, network: CardNetwork, shortest: number, longest: number];

/** Elo's numbers, as Brazilian acquirers publish them: they lie within Visa's, Maestro's, UnionPay's and Discover's ranges. */
// prettier-ignore
const ELO: readonly (readonly [from: number, to: number])[] = [
  [401178, 401179], [431274, 431274], [438935, 438935], [451416, 451416], [457393, 457393], [457631, 457632], [504175, 504175],
  [506699, 506778], [509000, 509999], [627780, 627780], [636297, 636297], [636368, 636368], [650031, 650033], [650035, 650051],
  [650405, 650439], [650485, 650538], [650541, 650598], [650700, 650718], [650720, 650727], [650901, 650978], [651652, 651679],
  [655000, 655019], [655021, 655058],
];

/**
 * The first match counts, so the exceptions stand before the wide ranges that they lie in.
 *
 * Sources: the ranges that the networks publish to acquirers. 622126 to 622925 are UnionPay cards that run on Discover in the
 * United States; they count as Discover, as in Hyperswitch. Cartes Bancaires and Interac have none of their own.
 */
// prettier-ignore
const BIN_RANGES: readonly BinRange[] = [
  [508500, 508999, "RuPay", 16, 16], [606985, 607984, "RuPay", 16, 16], [608001, 608500, "RuPay", 16, 16],
  [652150, 653149, "RuPay", 16, 16], [817200, 820199, "RuPay", 16, 16],

  [501800, 501899, "Maestro", 12, 19], [502000, 502099, "Maestro", 12, 19],
  [503800, 503899, "Maestro", 12, 19], [589300, 589399, "Maestro", 12, 19],
  [630400, 630499, "Maestro", 12, 19], [675900, 675999, "Maestro", 12, 19],
  [676100, 676399, "Maestro", 12, 19], [676770, 676770, "Maestro", 12, 19],
  [676774, 676774, "Maestro", 12, 19],

  [222100, 272099, "Mastercard", 16, 16], [510000, 559999, "Mastercard", 16, 16],
  [340000, 349999, "AmericanExpress", 15, 15], [370000, 379999, "AmericanExpress", 15, 15],
  [300000, 305999, "DinersClub", 14, 19], [309500, 309599, "DinersClub", 14, 19],
  [360000, 369999, "DinersClub", 14, 19], [380000, 399999, "DinersClub", 14, 19],
  [352800, 358999, "JCB", 16, 19],
  [601100, 601199, "Discover", 16, 19], [622126, 622925, "Discover", 16, 19],
  [644000, 659999, "Discover", 16, 19],
  [620000, 629999, "UnionPay", 16, 19], [810000, 817199, "UnionPay", 16, 19],
  // Thirteen digits on old cards; nineteen since 2016.
  [400000, 499999, "Visa", 13, 19],
];

const VISA_LENGTHS: readonly number[] = [13, 16, 19];

/**
 * The network of a card by its number's first digits and length; blanks and hyphens between digits do not count.
 * `undefined` when the number says nothing: an alias of a vault, a network without ranges of its own (Cartes Bancaires, Interac),
 * one that {@link CardNetwork} lacks (Elo). A co-badged card gives the network that its number belongs to, which need not be
 * the customer's choice: prefer what the caller states.
 */
export function cardNetworkOf(number: MaybeSecret): CardNetwork | undefined {
  const digits = (isSecret(number) ? number.expose() : number).replace(/[\s-]/g, "");
  if (!/^\d{12,19}$/.test(digits)) return undefined;
  const bin = Number(digits.slice(0, 6));
  const { length } = digits;
  if (ELO.some(([from, to]) => bin >= from && bin <= to)) return undefined;
  const found = BIN_RANGES.find(([from, to, , shortest, longest]) => bin >= from && bin <= to && length >= shortest && length <= longest);
  const network = found?.[2];
  return network === "Visa" && !VISA_LENGTHS.includes(length) ? undefined : network;
}
