import type { PaymentResult, RefundResult } from "@switchyard/client";
import { CURRENCY_EXPONENT, type Flow } from "@switchyard/interfaces";
import {
  atOnce,
  follow,
  heldFirst,
  mandateMethod,
  methodsOf,
  stored,
  toAuthorizeInput,
  toRefundSyncInput,
  toRepeatInput,
  toRevokeInput,
  type ConnectorPackage,
} from "@switchyard/testkit";
import { needValue } from "../../need-value.js";
import type { TakeStep } from "../../scenario.js";
import { money, oneOf } from "../../value.js";
import { lastStatusHeard } from "./hear.js";
import { followUp, seeLedger, takePayment, type ProfileScenario, type Scene } from "./scene.js";

const needsSimulator = "the test cards are the simulator's";
const has = ({ connector }: ConnectorPackage, ...flows: readonly Flow[]) => flows.every((flow) => Object.hasOwn(connector.flows, flow));

/** Asks after a refund that the processor has only taken note of. */
async function askForRefund({ bench }: Scene, step: TakeStep, refunded: RefundResult, syncInput: () => unknown): Promise<void> {
  if (refunded.status === "success") return;
  bench.processor?.settle?.();
  const asks = "RSync" in bench.connector.flows;
  await step({
    call: asks ? "syncRefund" : "webhooks.handle",
    about: "once the processor is done",
    expected: { status: "success" },
    run: async () => (asks ? ((await bench.call("RSync", syncInput())) as RefundResult).status : lastStatusHeard(bench, "refund")),
    read: (status) => ({ status }),
  });
}

/** A payment from the beginning to the end: held and taken, or taken at once, and given back. */
export const payment: ProfileScenario = {
  name: "payment",
  title: "Take a payment, and give a part of it back",
  needsSimulator,
  isFor: () => true,
  async play(scene, step) {
    const { bench, currency } = scene;
    const hold = heldFirst(bench.connector, bench.profile);
    const captureMethod = hold ?? atOnce(bench.connector, bench.profile);
    let taken = await takePayment(scene, step, {
      captureMethod,
      about: hold === undefined ? "paid at once" : "held",
      wanted: hold === undefined ? ["charged"] : ["authorized"],
    });
    const { amount } = taken.input;
    if (hold !== undefined && "Capture" in bench.connector.flows) {
      const input = { ...follow(bench, taken), authorizedAmount: amount, captureMethod };
      taken = { ...taken, result: await followUp(scene, step, { flow: "Capture", about: "all of it", input, wanted: ["charged"] }) };
    }
    if (!("Execute" in bench.connector.flows)) return seeLedger(scene, step, currency, { captured: amount });
    const back = Math.floor(amount / 3);
    const refunded = await step({
      call: "refund",
      about: "a third",
      expected: { status: oneOf("success", "pending"), outcome: "accepted" },
      run: () => bench.call("Execute", { ...follow(bench, taken, back), paymentAmount: amount }) as Promise<RefundResult>,
      read: ({ status, outcome }) => ({ status, outcome }),
    });
    await askForRefund(scene, step, refunded, () => ({ ...toRefundSyncInput(bench, taken, refunded), amount: back }));
    await seeLedger(scene, step, currency, { captured: amount, refunded: back });
  },
};

/** Every kind of authentication that the simulator's cards know. */
export const threeDs: ProfileScenario = {
  name: "three-ds",
  title: "Send the customer through 3DS",
  needsSimulator,
  isFor: ({ profile }) => (profile.threeDs ?? []).length > 0,
  async play(scene, step) {
    const { bench } = scene;
    for (const challenge of bench.profile.threeDs ?? []) {
      const captureMethod = atOnce(bench.connector, bench.profile);
      await takePayment(scene, step, { method: challenge, captureMethod, about: challenge.title, wanted: challenge.expected });
    }
  },
};

const DECLINED = ["failure", "authorization_failed", "authentication_failed"] as const;

export const decline: ProfileScenario = {
  name: "decline",
  title: "Be declined, and learn why",
  needsSimulator,
  isFor: ({ profile }) => profile.declines.length > 0,
  async play(scene, step) {
    const { bench, currency } = scene;
    for (const { title, code, ...method } of bench.profile.declines) {
      const captureMethod = atOnce(bench.connector, bench.profile);
      if (method.browse !== undefined) {
        await takePayment(scene, step, { method, captureMethod, about: title, wanted: DECLINED, code });
        continue;
      }
      const input = toAuthorizeInput(bench, { method, captureMethod });
      await step({
        call: "authorize",
        about: title,
        expected: { outcome: "rejected", code },
        run: () => bench.call("Authorize", input) as Promise<PaymentResult>,
        read: (result) => ({ outcome: result.outcome, code: "error" in result ? result.error?.code : undefined }),
      });
    }
    await seeLedger(scene, step, currency, { authorized: 0, captured: 0 });
  },
};

/** The wallets, transfers, vouchers and so on: whatever is declared beside cards. */
export const methods: ProfileScenario = {
  name: "methods",
  title: "Pay with each payment method",
  needsSimulator,
  isFor: () => true,
  async play(scene, step) {
    const { bench } = scene;
    for (const { method, type, details, profile } of methodsOf(bench.connector, bench.profile)) {
      const captureMethod = details.supportedCaptureMethods.find((each) => each === "automatic") ?? details.supportedCaptureMethods[0];
      if (captureMethod === undefined || profile === undefined) continue;
      const asked = { ...profile, input: { paymentMethodType: type, ...profile.input } };
      const wanted = captureMethod === "automatic" ? (["charged"] as const) : (["authorized"] as const);
      await takePayment(scene, step, { method: asked, captureMethod, about: `${method} ${type}`, wanted });
    }
  },
};

export const mandates: ProfileScenario = {
  name: "mandate",
  title: "Store a payment method, and charge it without the customer",
  needsSimulator,
  isFor: (connector) =>
    has(connector, "RepeatPayment") &&
    methodsOf(connector.connector, connector.profile).some(({ details, profile }) => details.mandates === "supported" && profile !== undefined),
  async play(scene, step) {
    const { bench } = scene;
    mandateMethod(bench);
    const mandate = await step({
      call: "SetupMandate" in bench.connector.flows ? "setupMandate" : "authorize",
      about: "stored",
      expected: { mandate: true },
      run: () => stored(bench),
      read: ({ connectorMandateId }) => ({ mandate: connectorMandateId !== "" }),
    });
    const input = toRepeatInput(bench, mandate);
    await followUp(scene, step, { flow: "RepeatPayment", about: "charged again", input, wanted: ["charged"] });
    if (!("MandateRevoke" in bench.connector.flows)) return;
    await step({
      call: "revokeMandate",
      about: "forgotten",
      expected: { ok: true },
      run: () => bench.call("MandateRevoke", toRevokeInput(bench, mandate)) as Promise<{ readonly ok: boolean }>,
      read: ({ ok }) => ({ ok }),
    });
  },
};

/** An amount in a currency whose smallest unit is the whole one. */
export const zeroDecimal: ProfileScenario = {
  name: "zero-decimal",
  title: "Take a currency without cents",
  needsSimulator,
  isFor: ({ profile }) => profile.currencies.some((currency) => CURRENCY_EXPONENT[currency] === 0),
  async play(scene, step) {
    const { bench } = scene;
    const currency = needValue(
      bench.profile.currencies.find((each) => CURRENCY_EXPONENT[each] === 0),
      "currency without cents",
    );
    const captureMethod = atOnce(bench.connector, bench.profile) ?? heldFirst(bench.connector, bench.profile);
    const wanted = atOnce(bench.connector, bench.profile) === undefined ? (["authorized"] as const) : (["charged"] as const);
    const { input } = await takePayment(scene, step, { currency, captureMethod, about: `in ${currency}`, wanted });
    const ledger = needValue(bench.processor, "processor").simulator.ledger;
    await step({
      call: "ledger",
      about: "the same number at the processor",
      expected: { moved: money(input.amount, currency) },
      run: () => ledger,
      read: () => ({ moved: money(Math.max(...ledger.movements().map(({ amount }) => amount)), currency) }),
    });
  },
};
