import { brandOf, threeDsProfileOf } from "./cards.js";
import type { ThreeDsProfile } from "./cards.js";
import { originOf, paymentHref, renewLinkData } from "./links.js";
import { decide } from "./decision.js";
import { deviceDataRequest, emptyRequest } from "./schemas.js";
import { readOptionalBody } from "./validation.js";
import { Action, change, needPayment, Phase } from "./world.js";
import type { Authentication, Payment, World } from "./world.js";

/** Paths of the pages that a shopper's browser sees, which are the issuer's in reality. */
export const PagePath = {
  DeviceData: "/V1/Cruise/Collect",
  Challenge: "/V2/Cruise/StepUp",
  Decision: "/V2/Cruise/Decision",
} as const;
export type PagePath = (typeof PagePath)[keyof typeof PagePath];

/** The first answer of a payment with 3DS: device data are wanted. */
export function askDeviceData(world: World, paymentId: string, origin: string): Response {
  const authentication: Authentication = {
    deviceDataJwt: newJwt(world, paymentId),
    collectionReferences: [],
    transactionId: world.ids.uuid(),
  };
  change(world, paymentId, { phase: Phase.DeviceData, authentication });
  const { linkData, transactionReference, card } = renewLinkData(world, paymentId);
  const answer = {
    outcome: "3dsDeviceDataRequired",
    transactionReference,
    deviceDataCollection: { jwt: authentication.deviceDataJwt, url: origin + PagePath.DeviceData, bin: card.number.slice(0, 6) },
    _actions: { supply3dsDeviceData: { href: paymentHref(origin, linkData, Action.SupplyDeviceData), method: "POST" } },
  };
  return Response.json(answer, { status: 201 });
}

/** An opaque test token with the look of a JWT. */
function newJwt(world: World, paymentId: string): string {
  const jwt = `eyJhbGciOiJIUzI1NiJ9.${world.ids.token(60)}.${world.ids.token(43)}`;
  world.jwts.set(jwt, paymentId);
  return jwt;
}

/** `POST …/3dsDeviceData`. Device data that no page of this payment collected lead to a challenge. */
export async function supplyDeviceData(world: World, { paymentId }: Payment, request: Request): Promise<Response> {
  const body = await readOptionalBody(request, deviceDataRequest);
  const payment = needPayment(world, paymentId);
  const profile = threeDsProfileOf(payment.card.number);
  const collected = needAuthentication(payment).collectionReferences.includes(body?.collectionReference ?? "");
  if (collected && profile.flow === "frictionless") return conclude(world, payment, profile, "frictionless", originOf(request));
  return toChallenge(world, payment, profile, originOf(request));
}

function toChallenge(world: World, { paymentId, ...payment }: Payment, { version }: ThreeDsProfile, origin: string): Response {
  const jwt = newJwt(world, paymentId);
  change(world, paymentId, { phase: Phase.Challenge, authentication: { ...needAuthentication(payment), challengeJwt: jwt } });
  const { linkData, transactionReference } = renewLinkData(world, paymentId);
  const answer = {
    outcome: "3dsChallenged",
    transactionReference,
    authentication: { version },
    challenge: { reference: world.ids.token(20), url: origin + PagePath.Challenge, jwt, payload: `eyJ${world.ids.token(40)}` },
    _actions: { complete3dsChallenge: { href: paymentHref(origin, linkData, Action.CompleteChallenge), method: "POST" } },
  };
  return Response.json(answer, { status: 201 });
}

/** `POST …/3dsChallenges`. A challenge that the shopper has not finished counts as unavailable. */
export async function completeChallenge(world: World, { paymentId }: Payment, request: Request): Promise<Response> {
  await readOptionalBody(request, emptyRequest);
  const payment = needPayment(world, paymentId);
  const profile = threeDsProfileOf(payment.card.number);
  return conclude(world, payment, { ...profile, result: challengeResult(payment, profile) }, "challenged", originOf(request));
}

function challengeResult(payment: Payment, { result }: ThreeDsProfile): ThreeDsProfile["result"] {
  const { shopper } = needAuthentication(payment);
  if (shopper === undefined) return "unavailable";
  return shopper === "failed" ? "failed" : result;
}

function conclude(world: World, payment: Payment, { result, version }: ThreeDsProfile, issuerResponse: string, origin: string): Response {
  const { paymentId, transactionReference } = payment;
  const { transactionId } = needAuthentication(payment);
  if (result === "authenticated") return decide(world, paymentId, origin, toResult(world, payment, version, issuerResponse));
  change(world, paymentId, { phase: Phase.Closed });
  const authentication = { eci: brandOf(payment.card.number) === "mastercard" ? "00" : "07", version };
  const answer =
    result === "failed"
      ? { outcome: "3dsAuthenticationFailed", transactionReference, authentication: { ...authentication, transactionId } }
      : { outcome: "3dsUnavailable", transactionReference, authentication };
  return Response.json(answer, { status: 201 });
}

function toResult(world: World, { card, order }: Payment, version: string, issuerResponse: string): Readonly<Record<string, unknown>> {
  const asked = order?.instruction.threeDS;
  const preference = asked?.type === "integrated" ? asked.challenge.preference : undefined;
  return {
    type: "integrated",
    outcome: "authenticated",
    issuerResponse,
    version,
    eci: brandOf(card.number) === "mastercard" ? "02" : "05",
    acsTransactionId: world.ids.uuid(),
    dsTransactionId: world.ids.uuid(),
    status: "Y",
    ...(preference === undefined ? {} : { challengePreference: preference }),
  };
}

function needAuthentication({ authentication }: Pick<Payment, "authentication">): Authentication {
  if (authentication === undefined) throw new Error("The payment is not being authenticated.");
  return authentication;
}

function paymentOf(world: World, jwt: string): Payment | undefined {
  const paymentId = world.jwts.get(jwt);
  return paymentId === undefined ? undefined : world.payments.get(paymentId);
}

/** The payment whose device data are collected under this JWT; none once that step is over. */
export function findCollection(world: World, jwt: string): Payment | undefined {
  const payment = paymentOf(world, jwt);
  return payment?.phase === Phase.DeviceData && payment.authentication?.deviceDataJwt === jwt ? payment : undefined;
}

/** What the issuer's page does in the browser: collects the device data, and gives out a reference to them. */
export function collectDeviceData(world: World, payment: Payment): string {
  const authentication = needAuthentication(payment);
  const reference = `0_${world.ids.uuid()}`;
  const collectionReferences = [...authentication.collectionReferences, reference];
  change(world, payment.paymentId, { authentication: { ...authentication, collectionReferences } });
  return reference;
}

/** The payment whose shopper is challenged under this JWT; none once that step is over. */
export function findChallenge(world: World, jwt: string): Payment | undefined {
  const payment = paymentOf(world, jwt);
  return payment?.phase === Phase.Challenge && payment.authentication?.challengeJwt === jwt ? payment : undefined;
}

/** Remembers what the shopper did. The verdict comes with `3dsChallenges`. */
export function finishChallenge(world: World, payment: Payment, shopper: "passed" | "failed"): void {
  change(world, payment.paymentId, { authentication: { ...needAuthentication(payment), shopper } });
}

/** Where the issuer's page sends the shopper, and under which transaction. */
export function returnOf(payment: Payment): { readonly returnUrl: string; readonly transactionId: string } {
  const asked = payment.order?.instruction.threeDS;
  if (asked?.type !== "integrated") throw new Error("The payment has no challenge to return from.");
  return { returnUrl: asked.challenge.returnUrl, transactionId: needAuthentication(payment).transactionId };
}
