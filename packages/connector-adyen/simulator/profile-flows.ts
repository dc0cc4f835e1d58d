import { minorUnit, secret, type Flow } from "@switchyard/interfaces";
import type { Bench, FlowExercise } from "@switchyard/testkit";
import type { AdyenControls } from "./controls.js";
import { GIFT_CARD, testCard } from "./profile-methods.js";
import { TestCard } from "./cards.js";

type Flows = Partial<Record<Flow, FlowExercise>>;

const AMOUNT = minorUnit(7319);
const RETURN_URL = "https://merchant.test/return";

const giftCard = { type: "gift_card", kind: "givex", number: secret(GIFT_CARD), cvc: secret("737") } as const;

async function pay(bench: Bench, captureMethod: "automatic" | "manual"): Promise<string> {
  const asked = { reference: bench.reference(), amount: AMOUNT, currency: "EUR", captureMethod, returnUrl: RETURN_URL };
  const result = (await bench.call("Authorize", { ...asked, paymentMethod: testCard(TestCard.Visa)() })) as {
    readonly connectorTransactionId?: string;
  };
  if (result.connectorTransactionId === undefined) throw new Error("The payment has no id.");
  return result.connectorTransactionId;
}

/** A dispute that its cardholder's bank began. */
async function dispute(bench: Bench, controls: AdyenControls) {
  const connectorDisputeId = controls.disputes.open(await pay(bench, "automatic"));
  return { disputeId: "dispute-1", connectorDisputeId };
}

const receiver = {
  payoutId: "payout-1",
  amount: AMOUNT,
  sourceCurrency: "EUR",
  destinationCurrency: "EUR",
  entityType: "NaturalPerson",
  customerDetails: { customerId: "customer-4711", name: secret("Zanzibara Quillfeather"), email: secret("zanzibara.quillfeather@example.org") },
  metadata: { nationality: "NL", date_of_birth: "1990-01-31" },
} as const;
const bank = {
  type: "bank",
  bank: { type: "sepa", iban: secret("NL13TEST0123456789"), accountHolderName: secret("A. Klaassen"), bankCountryCode: "NL" },
} as const;
const payoutCard = {
  type: "card",
  cardNumber: secret(TestCard.Visa),
  expiryMonth: secret("03"),
  expiryYear: secret("2030"),
  cardHolderName: secret("A. Klaassen"),
} as const;

/** A payout that was submitted and waits for its review. */
async function submitted(bench: Bench) {
  const input = { reference: bench.reference(), request: { ...receiver, payoutMethodData: bank } };
  const result = (await bench.call("PoCreate", input)) as { readonly value?: { readonly connectorPayoutId?: string } };
  return { reference: bench.reference(), request: { ...receiver, connectorPayoutId: result.value?.connectorPayoutId } };
}

/** The flows that need more than other flows, or that the suite knows no journey of. */
export function adyenFlows(controlsOf: (bench: Bench) => AdyenControls): Flows {
  const asked = { amount: AMOUNT, currency: "EUR" } as const;
  return {
    IncrementalAuthorization: {
      async input(bench) {
        const connectorTransactionId = await pay(bench, "manual");
        return { reference: bench.reference(), connectorTransactionId, totalAmount: 9319, additionalAmount: 2000, currency: "EUR" };
      },
    },
    Session: { input: (bench) => ({ reference: bench.reference(), request: { ...asked, country: "NL", routerReturnUrl: RETURN_URL } }) },
    CreateOrder: { input: (bench) => ({ reference: bench.reference(), request: asked }) },
    Balance: { input: (bench) => ({ reference: bench.reference(), request: { ...asked, paymentMethodData: giftCard } }) },
    Accept: {
      async input(bench) {
        const about = await dispute(bench, controlsOf(bench));
        return { reference: bench.reference(), request: { ...about, disputeStatus: "dispute_opened" }, common: about };
      },
    },
    Evidence: {
      async input(bench) {
        const about = await dispute(bench, controlsOf(bench));
        const file = secret(new TextEncoder().encode("%PDF-1.7 receipt"));
        const files = { receipt: { type: "content", file, fileType: "application/pdf" } };
        return { reference: bench.reference(), request: { ...about, disputeStatus: "dispute_opened", files }, common: about };
      },
    },
    Defend: {
      async input(bench) {
        const about = await dispute(bench, controlsOf(bench));
        const file = secret(new TextEncoder().encode("%PDF-1.7 receipt"));
        const files = { receipt: { type: "content", file, fileType: "application/pdf" } };
        await bench.call("Evidence", { reference: bench.reference(), request: { ...about, disputeStatus: "dispute_opened", files }, common: about });
        return { reference: bench.reference(), request: about, common: about };
      },
    },
    PoEligibility: { input: (bench) => ({ reference: bench.reference(), request: { ...receiver, payoutMethodData: payoutCard } }) },
    PoCreate: { input: (bench) => ({ reference: bench.reference(), request: { ...receiver, payoutMethodData: bank } }) },
    PoFulfill: { input: submitted },
    PoCancel: { input: submitted },
  };
}
