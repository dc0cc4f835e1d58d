import type {
  AnyConnector,
  CaptureMethod,
  CountryAlpha2,
  Currency,
  PaymentMethod,
  PaymentMethodDetails,
  PaymentMethodType,
} from "@switchyard/interfaces";

/** What a connector is to be able to do. What is not given does not matter. */
export interface ConnectorQuery {
  readonly paymentMethod: PaymentMethod;
  readonly paymentMethodType?: PaymentMethodType | undefined;
  readonly currency?: Currency | undefined;
  readonly country?: CountryAlpha2 | undefined;
  readonly captureMethod?: CaptureMethod | undefined;
  /** Whether the payment method is to be stored for later payments. */
  readonly mandate?: boolean | undefined;
}

/** What of a connector is asked. */
type Specified = Pick<AnyConnector, "getSupportedPaymentMethods">;

function includes<T>(listed: readonly T[] | undefined, wanted: T | undefined): boolean {
  return listed === undefined || wanted === undefined || listed.includes(wanted);
}

function fits(details: PaymentMethodDetails, query: ConnectorQuery): boolean {
  return (
    includes(details.supportedCurrencies, query.currency) &&
    includes(details.supportedCountries, query.country) &&
    includes(details.supportedCaptureMethods, query.captureMethod) &&
    (query.mandate !== true || details.mandates === "supported")
  );
}

/** The connectors, of those given and in their order, that declare all that is asked for in one payment method type. */
export function connectorsFor<C extends Specified>(query: ConnectorQuery, connectors: readonly C[]): readonly C[] {
  return connectors.filter((connector) => {
    const types: Readonly<Partial<Record<PaymentMethodType, PaymentMethodDetails>>> =
      connector.getSupportedPaymentMethods()[query.paymentMethod] ?? {};
    const { paymentMethodType: type } = query;
    if (type === undefined) return Object.values(types).some((details) => fits(details, query));
    const details = Object.hasOwn(types, type) ? types[type] : undefined;
    return details !== undefined && fits(details, query);
  });
}
