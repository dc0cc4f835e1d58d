import type { AnyConnector, Flow, RouterData } from "@switchyard/interfaces";

/**
 * The refusals that need nothing but the connector's declaration.
 * @throws ConnectorError, before anything is sent.
 */
export function validate<F extends Flow>(connector: AnyConnector, flow: F, record: RouterData<F>): void {
  const data: RouterData = record;
  if (data.flow !== flow) throw new TypeError(`The record is of the flow ${data.flow}, not of ${flow}.`);
  switch (data.flow) {
    case "Authorize": {
      const { request, paymentMethod, paymentMethodType } = data;
      if (request.paymentMethodData.type === "mandate_payment") return;
      connector.validateConnectorAgainstPaymentRequest(request.captureMethod, paymentMethod, paymentMethodType);
      if (request.setupFutureUsage === "off_session") connector.validateMandatePayment(paymentMethodType, request.paymentMethodData);
      return;
    }
    case "SetupMandate":
      connector.validateConnectorAgainstPaymentRequest(data.request.captureMethod, data.paymentMethod, data.paymentMethodType);
      connector.validateMandatePayment(data.paymentMethodType, data.request.paymentMethodData);
      return;
    case "PSync":
      // A payment whose id never arrived is looked for by our reference; a connector that cannot refuses when it builds the request.
      if (data.request.connectorTransactionId.type === "no_response_id" && data.request.connectorReferenceId !== undefined) return;
      connector.validatePsyncReferenceId(data.request);
      return;
    default:
      return;
  }
}
