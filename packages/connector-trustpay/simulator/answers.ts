import type { World } from "./world.js";

/** An error of the card gateway. */
export function gatewayError(status: number, code: number, description: string, instanceId?: string): Response {
  const body = { status: code, description, errors: [{ code, description }], instanceId: instanceId ?? null, paymentDescription: null };
  return Response.json(body, { status });
}

/** 401 of the card gateway: no list of errors in it. */
export const unauthorized = (): Response => Response.json({ status: 1, description: "Unauthorized" }, { status: 401 });

/** ResultCodes of AAPI (tech-spec, section 5.5). */
export const ResultCode = {
  Success: 1001000,
  InvalidPaymentState: 1112008,
  RefundRejected: 1112009,
  InvalidRequest: 1132000,
  TransactionNotFound: 1132005,
  RequestThrottled: 1132014,
  InvalidAuthentication: 1133000,
  ServiceNotAllowed: 1133001,
  PaymentRequestNotFound: 1133002,
} as const;

/** `ResultInfo`, which every answer of AAPI has. */
export function resultInfo({ ids }: World, code: number, additionalInfo: string | null = null): Readonly<Record<string, unknown>> {
  return { ResultCode: code, AdditionalInfo: additionalInfo, CorrelationId: ids.uuid() };
}

/** An answer of AAPI that holds nothing but why not. */
export function aapiError(world: World, status: number, code: number, additionalInfo: string): Response {
  return Response.json({ ResultInfo: resultInfo(world, code, additionalInfo) }, { status });
}
