import { card, secret, type PaymentMethodData } from "@switchyard/interfaces";
import type { Bench, Browse, ConformanceProfile, Processor } from "@switchyard/testkit";
import { TestCard, type Instrument, type Manner } from "./attempts.js";
import { toConnectorAuth, WRONG_CREDENTIALS, type RevolutSimulatorCredentials } from "./gate.js";
import { createRevolutSimulator, type RevolutSimulator } from "./simulator.js";

const CREDENTIALS: RevolutSimulatorCredentials = { secretApiKey: "sk_conf_8f31c0d2Trombone" };
const WEBHOOK_SECRET = "wsk_Marzipan47KettleQuince";
const CUSTOMER = "6f1d6c2a-9f53-4b7c-8a55-0c6a55e0b001";

const cardOf = (): PaymentMethodData =>
  card({ number: "4111111111111111", expMonth: "11", expYear: "2035", cvc: "731", holderName: "Ottoline Fairweather" });

/** Each simulator by its own face: the suite knows only the kit's. */
const simulators = new WeakMap<Processor, RevolutSimulator>();

function simulatorOf(processor: Processor | undefined): RevolutSimulator {
  const simulator = processor === undefined ? undefined : simulators.get(processor);
  if (simulator === undefined) throw new Error("This processor was not started by the profile.");
  return simulator;
}

function start(): Processor {
  const simulator = createRevolutSimulator({ credentials: CREDENTIALS, webhookSecret: WEBHOOK_SECRET, newestFirst: true });
  simulator.controls.addCustomer({ id: CUSTOMER, email: "ottoline@example.org" });
  const processor: Processor = {
    simulator,
    settle: () => {
      simulator.catchUp();
    },
  };
  simulators.set(processor, simulator);
  return processor;
}

/** What the buyer does on the page, or in the widget that has the same token. */
function browse(instrument: Instrument | string = TestCard.Visa, manner: Manner = { save: "merchant" }): Browse {
  return (processor, redirection) => {
    if (redirection.type !== "form") throw new Error("Revolut's buyers follow a link.");
    simulatorOf(processor).controls.pay(redirection.endpoint, instrument, manner);
    return {};
  };
}

/** A buyer who does not get through, and leaves: the order's time runs out. */
function leave(instrument: string, manner: Manner = {}): Browse {
  return (processor, redirection) => {
    const { controls } = simulatorOf(processor);
    if (redirection.type === "form") controls.expire(controls.pay(redirection.endpoint, instrument, manner).id);
    return {};
  };
}

/** A payment that was taken, and is disputed. */
async function disputed(bench: Bench): Promise<string> {
  const { controls } = simulatorOf(bench.processor);
  const order = { reference: bench.reference(), amount: 7319, currency: "EUR", paymentMethod: cardOf() } as const;
  const { connectorTransactionId = "" } = await bench.client.authorize(order);
  controls.pay(controls.order(connectorTransactionId)?.token ?? "");
  return controls.openDispute(connectorTransactionId);
}

const toDispute = (connectorDisputeId: string) => ({ disputeId: connectorDisputeId, connectorDisputeId });

const file = {
  purpose: "dispute_evidence",
  file: secret(new TextEncoder().encode("%PDF-1.7 a parcel")),
  fileName: "parcel.pdf",
  fileType: "application/pdf",
  fileSize: 17,
} as const;

const threeDs = { authentication: "three_ds" } as const;
const hosted = { reason: "the buyer says it on Revolut's page or in its widget; a caller's card or account is never passed on" } as const;
const paid = { paymentMethod: cardOf, browse: browse(), hosted };

/** How the conformance suite drives Revolut's simulator. */
export const revolutProfile: ConformanceProfile = {
  start,
  auth: toConnectorAuth(CREDENTIALS),
  wrongAuth: toConnectorAuth(WRONG_CREDENTIALS),
  otherAuth: {
    BodyKey: "the signing secret of webhooks beside the API key (tech-spec, section 2)",
    SignatureKey: "the same, from those who keep three fields",
  },
  currencies: ["EUR", "GBP", "JPY"],
  methods: {
    card: {
      credit: { ...paid, input: { customer: { connectorCustomerId: CUSTOMER } } },
      // Without any other name the holder's is the customer's.
      debit: {
        ...paid,
        input: { customer: { email: "ottoline@example.org" }, billing: undefined },
        hosted: { ...hosted, sends: { holderName: "the customer's name, where no other is given" } },
      },
    },
    card_redirect: {
      card_redirect: { paymentMethod: () => ({ type: "card_redirect", kind: "card_redirect" }), browse: browse(TestCard.Mastercard) },
    },
    wallet: {
      apple_pay: { paymentMethod: () => ({ type: "wallet", kind: "apple_pay_redirect" }), browse: browse({ type: "apple_pay" }) },
      google_pay: { paymentMethod: () => ({ type: "wallet", kind: "google_pay_redirect" }), browse: browse({ type: "google_pay" }) },
      revolut_pay: { paymentMethod: () => ({ type: "wallet", kind: "revolut_pay" }), browse: browse({ type: "revolut_pay_account" }) },
    },
    bank_debit: {
      sepa: {
        paymentMethod: () => ({ type: "bank_debit", kind: "sepa_bank_debit", iban: secret("DE24300209002411761956") }),
        browse: browse({ type: "sepa_direct_debit" }),
        hosted,
      },
    },
    open_banking: {
      open_banking_pis: {
        paymentMethod: () => ({ type: "open_banking", kind: "open_banking_pis" }),
        browse: browse({ type: "revolut_pay_account" }),
      },
    },
  },
  // Nobody is declined at once: the buyer may try again, until the order's time is over.
  declines: [
    { title: "a card that is declined, and no other attempt", paymentMethod: cardOf, browse: leave(TestCard.Declined), code: "insufficient_funds" },
    {
      title: "a challenge that is abandoned, and no other attempt",
      paymentMethod: cardOf,
      input: threeDs,
      browse: leave(TestCard.Visa, { challenge: "abandon" }),
      code: "customer_challenge_abandoned",
    },
  ],
  threeDs: [
    { title: "a challenge that is passed", ...paid, input: threeDs, expected: ["charged"] },
    {
      title: "a challenge that is failed, and no other attempt",
      paymentMethod: cardOf,
      input: threeDs,
      browse: leave(TestCard.Visa, { challenge: "fail" }),
      expected: ["failure"],
    },
    { title: "a card whose 3DS fails by its amount", paymentMethod: cardOf, browse: leave(TestCard.FailsThreeDs), expected: ["failure"] },
  ],
  webhooks: { secret: WEBHOOK_SECRET, otherSecret: "wsk_AnotherSecretAltogether" },
  syncByReference: true,
  flows: {
    IncrementalAuthorization: {
      async input(bench) {
        const { controls } = simulatorOf(bench.processor);
        const order = { reference: bench.reference(), amount: 7319, currency: "EUR", captureMethod: "manual", paymentMethod: cardOf() } as const;
        const { connectorTransactionId = "" } = await bench.client.authorize({ ...order, requestIncrementalAuthorization: true });
        controls.pay(controls.order(connectorTransactionId)?.token ?? "");
        return { connectorTransactionId, totalAmount: 8538, additionalAmount: 1219, currency: "EUR" };
      },
    },
    UpdateMetadata: {
      async input(bench) {
        const order = { reference: bench.reference(), amount: 7319, currency: "EUR", paymentMethod: cardOf() } as const;
        const { connectorTransactionId } = await bench.client.authorize(order);
        return { request: { connectorTransactionId, metadata: { basket: "Marzipan" } } };
      },
      check(_, bench) {
        const { controls, requests } = simulatorOf(bench.processor);
        const id = requests.all({ method: "PATCH" }).at(-1)?.path.split("/").at(-1) ?? "";
        const kept = controls.order(id)?.said.metadata;
        if (kept?.["basket"] !== "Marzipan") throw new Error(`The order keeps ${JSON.stringify(kept)}.`);
      },
    },
    CreateOrder: { input: (bench) => ({ reference: bench.reference(), request: { amount: 7319, currency: "EUR", captureMethod: "manual" } }) },
    Session: { input: (bench) => ({ reference: bench.reference(), request: { amount: 7319, currency: "EUR" } }) },
    CreateConnectorCustomer: {
      input: () => ({ request: { email: secret("zanzibara.quillfeather@example.org"), name: secret("Zanzibara Quillfeather") } }),
    },
    DSync: { input: async (bench) => ({ request: toDispute(await disputed(bench)) }) },
    Accept: { input: async (bench) => ({ request: { ...toDispute(await disputed(bench)), disputeStatus: "dispute_opened" } }) },
    Upload: { input: async (bench) => ({ request: { ...file, connectorDisputeId: await disputed(bench) } }) },
    Evidence: {
      async input(bench) {
        const connectorDisputeId = await disputed(bench);
        const uploaded = (await bench.call("Upload", { request: { ...file, connectorDisputeId } })) as {
          readonly value?: { readonly providerFileId: string };
        };
        const receipt = { type: "uploaded", providerFileId: uploaded.value?.providerFileId ?? "" };
        return { request: { ...toDispute(connectorDisputeId), disputeStatus: "dispute_opened", files: { receipt } } };
      },
    },
  },
  withoutStatus: { UpdateMetadata: "the answer shows the order, whose state the update does not touch" },
  notEchoes: Object.fromEntries(
    ["Capture", "PSync", "RSync", "Execute"].flatMap((flow) =>
      ["amount", "currency", "authorised_amount", "settled_amount", "settled_currency"].map((field) => [
        `${flow} payments.0.${field}`,
        "of one attempt: the order's own amount and currency are compared",
      ]),
    ),
  ),
};
