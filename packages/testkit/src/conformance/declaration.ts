import type { ConnectorUnderTest } from "./under-test.js";
import { CaptureMethod, type Flow, type PaymentMethod, type PaymentMethodDetails, type PaymentMethodType } from "@switchyard/interfaces";
import type { ConformanceProfile, MethodUnderTest, ThreeDsProfile } from "./profile.js";

/** The flows that a connector declares, in its own order. */
export function flowsOf(connector: ConnectorUnderTest): readonly Flow[] {
  return Object.keys(connector.flows) as Flow[];
}

export interface DeclaredMethod extends MethodUnderTest {
  readonly details: PaymentMethodDetails;
}

/** The payment method types that a connector declares, each with its profile. */
export function methodsOf(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly DeclaredMethod[] {
  const declared = Object.entries(connector.getSupportedPaymentMethods()) as [
    PaymentMethod,
    Partial<Record<PaymentMethodType, PaymentMethodDetails>>,
  ][];
  return declared.flatMap(([method, types]) =>
    (Object.entries(types) as [PaymentMethodType, PaymentMethodDetails][]).map(([type, details]) => ({
      method,
      type,
      details,
      profile: profile.methods[method]?.[type],
    })),
  );
}

/** The capture methods that take the money at once. */
export const AT_ONCE: readonly CaptureMethod[] = ["automatic", "sequential_automatic"];

/** Every capture method that any payment method declares, and those that the profile lists beside them. */
export function captureMethodsOf(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly CaptureMethod[] {
  const declared = new Set(methodsOf(connector, profile).flatMap(({ details }) => details.supportedCaptureMethods));
  return Object.values(CaptureMethod).filter((method) => declared.has(method) || profile.extraCaptureMethods?.[method] !== undefined);
}

/** A capture method that takes the money at once, where there is one. */
export function atOnce(connector: ConnectorUnderTest, profile: ConformanceProfile): CaptureMethod | undefined {
  return captureMethodsOf(connector, profile).find((method) => AT_ONCE.includes(method));
}

/** A capture method that holds the money first, where there is one. */
export function heldFirst(connector: ConnectorUnderTest, profile: ConformanceProfile): CaptureMethod | undefined {
  return captureMethodsOf(connector, profile).find((method) => method === "manual" || method === "manual_multiple");
}

/** Whether a 3DS entry of the profile speaks for a payment method type. */
export function authenticates({ method = "card", type }: ThreeDsProfile, declared: MethodUnderTest): boolean {
  return method === declared.method && (type === undefined || type === declared.type);
}

/** The payment method types that declare 3DS. */
export function threeDsMethodsOf(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly DeclaredMethod[] {
  return methodsOf(connector, profile).filter(({ details }) => details.specificFeatures?.threeDs === "supported");
}
