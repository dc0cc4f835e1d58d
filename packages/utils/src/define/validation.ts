import {
  ConnectorError,
  paymentMethodOf,
  paymentMethodTypeOf,
  type CaptureMethod,
  type ConnectorSpecificationData,
  type ConnectorValidation,
  type PaymentMethod,
  type PaymentMethodData,
  type PaymentMethodDetails,
  type PaymentMethodType,
} from "@switchyard/interfaces";

/** The details that a connector declares for a method, or for one of its types. Cards need no type: any declared one will do. */
function declared(
  specifications: ConnectorSpecificationData,
  method: PaymentMethod,
  type: PaymentMethodType | undefined,
): readonly PaymentMethodDetails[] {
  const types = specifications.paymentMethods[method];
  if (types === undefined) return [];
  if (type === undefined) return Object.values(types);
  const details = Object.hasOwn(types, type) ? types[type] : undefined;
  return details === undefined ? [] : [details];
}

/** The refusals that follow from what a connector declares: nothing of them is written by hand. */
export function validationOf(
  connector: string,
  specifications: ConnectorSpecificationData,
  options: { readonly webhookVerificationMandatory: boolean; readonly extraCaptureMethods: readonly CaptureMethod[] },
): ConnectorValidation {
  return {
    validateConnectorAgainstPaymentRequest(captureMethod, method, type) {
      const details = declared(specifications, method, type);
      if (details.length === 0) {
        throw new ConnectorError("NotImplemented", { connector, message: `The payment method ${type === undefined ? method : `${method}.${type}`}` });
      }
      if (captureMethod === undefined || options.extraCaptureMethods.includes(captureMethod)) return;
      if (!details.some((each) => each.supportedCaptureMethods.includes(captureMethod))) {
        throw new ConnectorError("CaptureMethodNotSupported", { connector, captureMethod });
      }
    },
    validateMandatePayment(type, data: PaymentMethodData) {
      const method = paymentMethodOf(data);
      const details = method === undefined ? [] : declared(specifications, method, type ?? paymentMethodTypeOf(data));
      if (!details.some((each) => each.mandates === "supported")) {
        throw new ConnectorError("NotSupported", {
          connector,
          message: `A mandate with ${"kind" in data ? `${data.type}.${data.kind}` : data.type}`,
        });
      }
    },
    validatePsyncReferenceId(request) {
      const id = request.connectorTransactionId;
      const known = (id.type === "connector_transaction_id" && id.id !== "") || (id.type === "encoded_data" && id.data !== "");
      if (!known) throw new ConnectorError("MissingConnectorTransactionID", {});
    },
    isWebhookSourceVerificationMandatory: () => options.webhookVerificationMandatory,
  };
}
