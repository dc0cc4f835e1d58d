import { createClient, card } from "@switchyard/client";
import { serve } from "@switchyard/testkit/node";
import { expect, it } from "vitest";
import { worldpay, worldpayCredentials } from "../src/index.js";
import { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS as D } from "../simulator/index.js";

it("takes a payment end to end over HTTP", async () => {
  const simulator = createWorldpaySimulator();
  await using server = await serve((request) => simulator.fetch(request));
  const events: unknown[] = [];
  const payments = createClient(worldpay, {
    auth: worldpayCredentials({ username: D.username, password: D.password, entityId: D.entity }),
    environment: "sandbox",
    baseUrl: server.url,
    metadata: { merchantName: "Acme" },
    onEvent: (event) => events.push(event),
  });
  const payment = await payments.authorize({
    reference: "order-1001",
    amount: 10_50,
    currency: "GBP",
    captureMethod: "manual",
    paymentMethod: card({ number: "4444333322221111", expMonth: "12", expYear: "2030", cvc: "123", holderName: "A. Person" }),
  });
  console.log(payment, events);
  expect(payment.status).toBe("authorized");
  const id = payment.connectorTransactionId ?? "";
  const captured = await payments.capture({ connectorTransactionId: id, amount: 500, currency: "GBP", authorizedAmount: 1050 });
  console.log(captured.status, captured.outcome);
  const refund = await payments.refund({ connectorTransactionId: captured.connectorTransactionId ?? "", amount: 200, currency: "GBP" });
  console.log(refund);
});
