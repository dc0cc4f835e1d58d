import { notAuthorizedToView, refusal } from "./answers.js";
import { toRefundView, toTransactionAnswer } from "./views.js";
import type { Transaction, World } from "./world.js";

/** `{merchantTransactionId},{merchantId}` in its two parts. */
function readReference(name: string): readonly [reference: string, merchantId: string] | undefined {
  const comma = name.lastIndexOf(",");
  return comma === -1 ? undefined : [name.slice(0, comma), name.slice(comma + 1)];
}

/** `GET transactions/{id}`, or by the merchant's reference; refunds have ids of their own (tech-spec, sections 4.7 and 4.11). */
export function showTransaction(world: World, name: string): Response {
  const { transactions, refunds, settings } = world;
  const hidden = () => notAuthorizedToView(name, settings.credentials.username);
  const refund = refunds.get(name);
  if (refund !== undefined) return Response.json(toRefundView(refund, transactions.get(refund.transactionId)?.merchantTransactionId ?? ""));
  const [reference, merchantId] = readReference(name) ?? [];
  const isOwn = ({ transactionId, merchantTransactionId }: Transaction) =>
    reference === undefined ? transactionId === name : merchantTransactionId === reference && merchantId === settings.merchantId;
  const [found, ...more] = transactions.values().filter((each) => each.alt === undefined && isOwn(each));
  if (found === undefined) return hidden();
  if (more.length > 0) return refusal("20002", "MULTIPLE_TRANSACTIONS_FOUND", "More than one transaction has this merchant transaction ID.");
  return Response.json(toTransactionAnswer(world, found, "looked-up"));
}

/** `GET alt-transactions/{id}`. */
export function showAltTransaction(world: World, id: string): Response {
  const found = world.transactions.get(id);
  if (found?.alt === undefined) return notAuthorizedToView(id, world.settings.credentials.username);
  return Response.json(toTransactionAnswer(world, found, "looked-up"));
}
