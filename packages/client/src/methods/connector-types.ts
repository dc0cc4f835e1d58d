import type {
  CaptureMethod,
  Card,
  CardDetailsForNetworkTransactionId,
  Flow,
  MandatePaymentData,
  NetworkTokenData,
  PaymentMethodData,
  SupportedPaymentMethods,
} from "@switchyard/interfaces";

/** The flows that a connector has. */
export type FlowsOf<C> = C extends { readonly flows: infer Flows } ? keyof Flows & Flow : never;

/** The payment methods that a connector declares; any, where its type does not say. */
export type MethodsOf<C> = C extends { readonly specifications: { readonly paymentMethods: infer Methods } } ? Methods : SupportedPaymentMethods;

type DetailsIn<Types> = Types[keyof Types];

/** The kinds of data of one payment method type: its own name, unless the connector lists others. */
type KindsIn<Types> = { [T in keyof Types]: Types[T] extends { readonly dataKinds: readonly (infer Kind)[] } ? Kind : T }[keyof Types];

type WithFeature<Types, Feature extends string, Data> =
  DetailsIn<Types> extends infer Details
    ? Details extends { readonly specificFeatures: Readonly<Record<Feature, "supported">> }
      ? Data
      : never
    : never;

type CardDataOf<Types> =
  Card | WithFeature<Types, "networkTransactionId", CardDetailsForNetworkTransactionId> | WithFeature<Types, "networkToken", NetworkTokenData>;

/** Data of a method: of its declared kinds, or all of it where the method's data has no kinds. */
type DataOfMethod<Method, Types> = Method extends "card"
  ? CardDataOf<Types>
  : | Extract<PaymentMethodData, { readonly type: Method; readonly kind: KindsIn<Types> }>
    | Exclude<Extract<PaymentMethodData, { readonly type: Method }>, { readonly kind: string }>;

type DataOf<Methods> = { [M in keyof Methods]-?: DataOfMethod<M, NonNullable<Methods[M]>> }[keyof Methods];

type MandateDataOf<Methods> = {
  [M in keyof Methods]: DetailsIn<Methods[M]> extends infer Details
    ? Details extends { readonly mandates: "supported" }
      ? MandatePaymentData
      : never
    : never;
}[keyof Methods];

/** The payment method data that a connector takes. What it lacks does not compile. */
export type PaymentMethodDataOf<C> = string extends keyof MethodsOf<C>
  ? PaymentMethodData
  : SupportedPaymentMethods extends MethodsOf<C>
    ? PaymentMethodData
    : DataOf<MethodsOf<C>> | MandateDataOf<MethodsOf<C>>;

/** The capture methods that any of a connector's payment methods takes. */
export type CaptureMethodOf<C> =
  SupportedPaymentMethods extends MethodsOf<C>
    ? CaptureMethod
    : {
        [M in keyof MethodsOf<C>]: DetailsIn<MethodsOf<C>[M]> extends { readonly supportedCaptureMethods: readonly (infer Method)[] }
          ? Method
          : never;
      }[keyof MethodsOf<C>];
