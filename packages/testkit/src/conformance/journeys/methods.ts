import type { ConnectorUnderTest } from "../under-test.js";
import type { PaymentResult } from "@switchyard/client";
import type { AttemptStatus, CaptureMethod } from "@switchyard/interfaces";
import type { Bench } from "../bench.js";
import { demand, needed, type MatrixCell } from "../check.js";
import { AT_ONCE, atOnce, authenticates, methodsOf, threeDsMethodsOf, type DeclaredMethod } from "../declaration.js";
import type { Browse, ConformanceProfile, DeclineProfile, ThreeDsProfile } from "../profile.js";
import { mandateOf, toRepeatInput } from "./inputs.js";
import type { Journey } from "./journey.js";
import { authorized, capture, has, needMoved, needStatus, pay, refund, told, toAuthorizeInput } from "./steps.js";

function cellOf({ method, type }: DeclaredMethod, feature: string): MatrixCell {
  return { paymentMethod: method, paymentMethodType: type, feature };
}

function profileOf({ method, type, profile }: DeclaredMethod) {
  return needed(profile, `${method}.${type} is declared; its profile`);
}

/** A caller may name the type, and the connector must take it under that name. */
function asked(method: DeclaredMethod) {
  const profile = profileOf(method);
  return { ...profile, input: { paymentMethodType: method.type, ...profile.input } };
}

function captureJourney(declared: DeclaredMethod, captureMethod: CaptureMethod): Journey {
  const { method, type } = declared;
  return {
    id: `methods.${method}.${type}.${captureMethod}`,
    flow: "Authorize",
    title: `takes ${method}.${type} with capture method ${captureMethod}`,
    cell: cellOf(declared, `capture:${captureMethod}`),
    async run(bench) {
      const payment = await authorized(bench, { method: asked(declared), captureMethod });
      const { amount, currency } = payment.input;
      if (AT_ONCE.includes(captureMethod)) {
        needMoved(bench, "capture", amount, currency);
        return;
      }
      needMoved(bench, "capture", 0, currency);
      if (!has(bench, "Capture")) return;
      await needStatus(bench, await capture(bench, payment), ["charged", "partial_charged_and_chargeable"]);
      needMoved(bench, "capture", amount, currency);
    },
  };
}

function refundJourney(declared: DeclaredMethod): Journey {
  const { method, type } = declared;
  return {
    id: `refunds.${method}.${type}`,
    flow: "Execute",
    title: `gives ${method}.${type} back`,
    cell: cellOf(declared, "refunds"),
    async run(bench) {
      demand(has(bench, "Execute"), "refunds are declared, and the flow Execute is not");
      const captureMethod = declared.details.supportedCaptureMethods.find((each) => AT_ONCE.includes(each)) ?? "manual";
      const payment = await authorized(bench, { method: asked(declared), captureMethod });
      const result = AT_ONCE.includes(captureMethod) ? payment.result : await needStatus(bench, await capture(bench, payment), ["charged"]);
      await refund(bench, { ...payment, result }, payment.input.amount, profileOf(declared).refund);
      needMoved(bench, "refund", payment.input.amount, payment.input.currency);
    },
  };
}

function mandateJourney(declared: DeclaredMethod): Journey {
  const { method, type } = declared;
  return {
    id: `mandates.${method}.${type}`,
    flow: "Authorize",
    title: `stores ${method}.${type} with a payment`,
    cell: cellOf(declared, "mandates"),
    async run(bench) {
      const captureMethod = atOnce(bench.connector, bench.profile) ?? "manual";
      const { result } = await pay(bench, { method: asked(declared), captureMethod, fields: { setupFutureUsage: "off_session" } });
      const mandate = await mandateOf(bench, result);
      demand(mandate?.connectorMandateId !== undefined, () => `mandates are declared; the payment is ${told(result)} and has none`);
      if (!has(bench, "RepeatPayment") || profileOf(declared).notRepeated !== undefined) return;
      const { connectorMandateId, mandateMetadata, paymentMethodId } = mandate;
      const input = { ...toRepeatInput(bench, { connectorMandateId, mandateMetadata, paymentMethodId }, asked(declared)), captureMethod };
      const repeated = (await bench.call("RepeatPayment", input)) as PaymentResult;
      await needStatus(bench, repeated, captureMethod === "manual" ? ["authorized"] : ["charged"]);
    },
  };
}

function declineJourney(decline: DeclineProfile, at: number): Journey {
  return {
    id: `declines.${String(at + 1)}`,
    flow: "Authorize",
    title: `gives a decline as data: ${decline.title}`,
    run: (bench) => needDecline(bench, decline),
  };
}

const DECLINED: readonly AttemptStatus[] = ["failure", "authorization_failed", "authentication_failed", "router_declined"];

/** The same steps of the customer's browser, with a note of whether any was taken. */
function noting(browse: Browse | undefined): { readonly browse: Browse | undefined; readonly isTaken: () => boolean } {
  let taken = false;
  if (browse === undefined) return { browse, isTaken: () => taken };
  return {
    browse: (...given) => {
      taken = true;
      return browse(...given);
    },
    isTaken: () => taken,
  };
}

async function needDecline(bench: Bench, decline: DeclineProfile): Promise<void> {
  const { browse, isTaken } = noting(decline.browse);
  const { input, result } = await pay(bench, { method: { ...decline, browse }, captureMethod: atOnce(bench.connector, bench.profile) });
  demand(browse === undefined || isTaken(), () => `the payment is ${told(result)}, and its customer was never sent to the page that declines it`);
  // A webhook tells of the decline; it answers nothing.
  const isByWebhook = browse !== undefined && !has(bench, "CompleteAuthorize") && !has(bench, "PSync");
  demand(isByWebhook || result.outcome === "rejected", () => `the decline is ${told(result)}; its outcome should be rejected`);
  demand(DECLINED.includes(result.status), () => `the decline is ${told(result)}`);
  const error = needed("error" in result ? result.error : undefined, "the error of the decline");
  demand(error.code === decline.code, `the decline's code is ${error.code}; it should be ${decline.code}`);
  const network = error.networkDeclineCode;
  demand(network === decline.networkDeclineCode, `the issuer's code is ${String(network)}; it should be ${String(decline.networkDeclineCode)}`);
  needMoved(bench, ["authorization", "capture"], 0, input.currency);
}

/** The id of the journey of the profile's 3DS entry at an index. */
export function threeDsId(at: number): string {
  return `three-ds.${String(at + 1)}`;
}

/** Paid once under each payment method type that the entry speaks for: what is proven of one is not proven of another. */
function threeDsJourney(challenge: ThreeDsProfile, at: number, declared: readonly DeclaredMethod[]): Journey {
  const types = declared.filter((each) => authenticates(challenge, each)).map(({ type }) => type);
  return {
    id: threeDsId(at),
    flow: "Authorize",
    title: `authenticates: ${challenge.title}`,
    async run(bench) {
      for (const paymentMethodType of types.length === 0 ? [challenge.type] : types) {
        const method = { ...challenge, input: { ...(paymentMethodType === undefined ? {} : { paymentMethodType }), ...challenge.input } };
        const { result } = await pay(bench, { method, captureMethod: atOnce(bench.connector, bench.profile) });
        await needStatus(bench, result, challenge.expected);
      }
    },
  };
}

/** Wrong credentials are refused by the processor, as data. */
function strangerJourney(): Journey {
  return {
    id: "credentials.wrong",
    flow: "Authorize",
    title: "gives the refusal of wrong credentials as data",
    async run(bench) {
      const record = { auth: bench.profile.wrongAuth };
      const method = bench.client.authorize;
      const result = await method(toAuthorizeInput(bench, {}), record);
      demand(result.outcome === "rejected" || result.outcome === "not_sent", () => `the payment is ${told(result)}; it should be rejected`);
      needMoved(bench, ["authorization", "capture"], 0, bench.profile.currencies[0]);
    },
  };
}

/** The journeys that follow from the declared payment methods and from the profile's cards. */
export function methodJourneys(connector: ConnectorUnderTest, profile: ConformanceProfile): readonly Journey[] {
  const methods = methodsOf(connector, profile);
  return [
    ...methods.flatMap((each) => each.details.supportedCaptureMethods.map((captureMethod) => captureJourney(each, captureMethod))),
    ...methods.filter(({ details }) => details.refunds === "supported").map(refundJourney),
    ...methods.filter(({ details }) => details.mandates === "supported").map(mandateJourney),
    ...profile.declines.map(declineJourney),
    ...(profile.threeDs ?? []).map((each, at) => threeDsJourney(each, at, threeDsMethodsOf(connector, profile))),
    strangerJourney(),
  ];
}
