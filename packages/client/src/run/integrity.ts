import type { EchoedAmount, Flow, IntegrityCheckError, RouterData } from "@switchyard/interfaces";

/** The amount and currency that a flow's request asked for, where it asks for any. */
function asked(flow: Flow, request: RouterData["request"]): { readonly amount?: number | undefined; readonly currency?: string | undefined } {
  if ("refundAmount" in request) return { amount: request.refundAmount, currency: request.currency };
  if ("amountToCapture" in request) return { amount: request.amountToCapture, currency: request.currency };
  if (flow !== "Void" && "amount" in request && "currency" in request) {
    return { amount: typeof request.amount === "number" ? request.amount : undefined, currency: request.currency };
  }
  return {};
}

function echoedBy(data: RouterData): EchoedAmount | undefined {
  const { response } = data;
  return response?.ok === true && typeof response.value === "object" && "echoed" in response.value ? response.value.echoed : undefined;
}

/** Compares amount and currency of an answer with what was asked. `undefined`: they agree, or the processor does not repeat them. */
export function integrityErrorOf(flow: Flow, data: RouterData): IntegrityCheckError | undefined {
  const echoed = echoedBy(data);
  if (echoed === undefined) return undefined;
  const { amount, currency } = asked(flow, data.request);
  // A part that was welcome is no contradiction.
  const isWelcomePart =
    "enablePartialAuthorization" in data.request && data.request.enablePartialAuthorization === true && (echoed.amount ?? 0) < (amount ?? 0);
  const fieldNames: string[] = [];
  if (echoed.amount !== undefined && amount !== undefined && echoed.amount !== amount && !isWelcomePart) fieldNames.push("amount");
  if (echoed.currency !== undefined && currency !== undefined && echoed.currency.toUpperCase() !== currency) fieldNames.push("currency");
  return fieldNames.length === 0 ? undefined : { fieldNames };
}
