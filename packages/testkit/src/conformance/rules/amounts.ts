import type { PaymentResult } from "@switchyard/client";
import { CURRENCY_EXPONENT, isConnectorError, type Currency, type Flow } from "@switchyard/interfaces";
import { openBench, type Bench } from "../bench.js";
import { check, demand, describe, Findings, nothingToCheck } from "../check.js";
import { atOnce } from "../declaration.js";
import { inputOf } from "../journeys/inputs.js";
import { amountOf, authorized, needMoved, needStatus, refund, toAuthorizeInput, told, has, capture } from "../journeys/steps.js";
import type { Answered, Recording } from "../recording.js";
import { replay, withText } from "../replay.js";
import { leavesOf, type Leaf } from "../tree.js";
import { verdictOf } from "../verdict.js";
import { paymentsByMethod, type Exercise } from "./exercises.js";
import type { Rule } from "./rule.js";

function exponentOf({ connector }: Recording, currency: Currency): number {
  return connector.facts.currencyExponents[currency] ?? CURRENCY_EXPONENT[currency];
}

/** The same amount in every currency: what the processor writes down is what was asked for, to the last minor unit. */
async function checkCurrency(recording: Recording, currency: Currency): Promise<void> {
  const { connector, profile } = recording;
  const bench = await openBench(connector, profile);
  const now = atOnce(connector, profile);
  const payment = await authorized(bench, { captureMethod: now ?? "manual", currency });
  const amount = payment.input.amount;
  if (now === undefined) await needStatus(bench, await capture(bench, payment), ["charged"]);
  needMoved(bench, "capture", amount, currency);
  if (has(bench, "Execute")) {
    await refund(bench, payment, amount - 1);
    needMoved(bench, "refund", amount - 1, currency);
  }
  await bench.close();
}

async function refuseUnknownCurrency({ connector, profile }: Recording): Promise<void> {
  const bench = await openBench(connector, profile);
  // Callers without types exist.
  const input = { ...toAuthorizeInput(bench), currency: "XQX" as Currency };
  const thrown = await bench.client.authorize(input).catch((error: unknown) => error);
  demand(isConnectorError(thrown) && thrown.code === "CurrencyNotSupported", () => `an unknown currency gives ${describe(thrown)}`);
  demand(bench.wires.length === 0, "an unknown currency was sent to the processor");
  await bench.close();
}

/** What an amount looks like in an answer: minor units, or a decimal of major units. */
function written(amount: number, exponent: number): ReadonlySet<string> {
  const digits = String(amount).padStart(exponent + 1, "0");
  const major = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return new Set([String(amount), major, String(Number(major))]);
}

const AMOUNT_NAME = /amount|amt|value|total|sum|price/i;

interface Echo {
  readonly leaf: Leaf;
  readonly field: "amount" | "currency";
  readonly other: string | number;
}

/** Whatever in an answer repeats the amount or the currency that was asked for. */
function echoesIn({ data, response }: Answered, exponent: (currency: Currency) => number): readonly Echo[] {
  const { request } = data;
  const currency = "currency" in request ? request.currency : undefined;
  const fields = ["refundAmount", "amountToCapture", "amount"] as const;
  const amount: unknown = fields.map((field): unknown => Reflect.get(request, field)).find((each) => typeof each === "number");
  if (typeof amount !== "number" || amount === 0 || typeof currency !== "string") return [];
  const texts = written(amount, exponent(currency));
  return leavesOf(response.text).flatMap((leaf): Echo[] => {
    if (leaf.value === currency) return [{ leaf, field: "currency", other: currency === "SEK" ? "NOK" : "SEK" }];
    if (!texts.has(leaf.value) || !AMOUNT_NAME.test(leaf.path)) return [];
    const more = leaf.value.includes(".") ? (Number(leaf.value) + 1).toFixed(leaf.value.split(".")[1]?.length ?? 0) : String(Number(leaf.value) + 1);
    return [{ leaf, field: "amount", other: leaf.kind === "number" ? Number(more) : more }];
  });
}

/** The flows whose answers the client compares. */
const COMPARED: readonly Flow[] = ["Authorize", "CompleteAuthorize", "PSync", "Capture", "SetupMandate", "RepeatPayment", "Execute", "RSync"];

async function checkIntegrity(recording: Recording): Promise<void> {
  const findings = new Findings();
  const seen = new Set<string>();
  for (const exchange of await recording.exchanges()) {
    const { statusCode } = exchange.response;
    if (!COMPARED.includes(exchange.flow) || statusCode >= 300) continue;
    const before = verdictOf(await replay(recording, exchange, exchange.response));
    if (before.claim !== "success") continue;
    for (const { leaf, field, other } of echoesIn(exchange, (currency) => exponentOf(recording, currency))) {
      const place = `${exchange.flow} ${leaf.path}`;
      if (seen.has(place) || recording.profile.notEchoes?.[place] !== undefined) continue;
      seen.add(place);
      const run = await replay(recording, exchange, withText(exchange.response, leaf.replace(other)));
      const differs = "integrityCheck" in run.data && run.data.integrityCheck !== undefined;
      const { claim, status } = verdictOf(run);
      // Another amount may also be read as what it is: a part, or nothing certain.
      const understood = claim === "neutral" || (claim === "success" && status !== before.status && status.includes("partial"));
      findings.that(
        differs || understood,
        `${place} repeats the ${field}; with ${String(other)} instead of ${leaf.value} the result is still ${status}: report it as \`echoed\``,
      );
    }
  }
  findings.settle();
  if (seen.size === 0) nothingToCheck("no answer of success repeats an amount or a currency");
}

/** What the client makes of a difference that it found: a refund has no status of its own for it. */
const DIFFERS: ReadonlySet<unknown> = new Set(["integrity_failure", "manual_review"]);

/** An answer with another amount, where it repeats the one that was asked for and the profile does not excuse it. */
function withOtherAmount(recording: Recording, exchange: Answered): string | undefined {
  const { notEchoes = {} } = recording.profile;
  const echoes = echoesIn(exchange, (currency) => exponentOf(recording, currency));
  const echo = echoes.find(({ field, leaf }) => field === "amount" && notEchoes[`${exchange.flow} ${leaf.path}`] === undefined);
  return echo?.leaf.replace(echo.other);
}

/** What a call gives whose answer has another amount; undefined where the answer repeats none, or is no success to begin with. */
async function resultOfOther(recording: Recording, { flow, input: prepare }: Exercise): Promise<PaymentResult | undefined> {
  let [isCalled, isChanged] = [false, false];
  const about: { bench?: Bench } = {};
  const bench = await openBench(recording.connector, recording.profile, {
    between: (upstream) => async (request) => {
      const answer = await upstream(request);
      const exchange = about.bench?.exchanges.at(-1);
      if (!isCalled || exchange?.flow !== flow || !answer.ok) return answer;
      const text = await answer.text();
      const response = { statusCode: answer.status, headers: {}, text, body: new TextEncoder().encode(text) };
      const other = text === "" ? undefined : withOtherAmount(recording, { ...exchange, response });
      isChanged ||= other !== undefined;
      return new Response(other ?? (text || null), { status: answer.status, headers: answer.headers });
    },
  });
  about.bench = bench;
  const input = await prepare(bench);
  isCalled = true;
  const result = (await bench.call(flow, input)) as PaymentResult;
  await bench.close();
  return isChanged ? result : undefined;
}

/** The caller sees the difference in the status itself. */
async function checkIntegrityResult(recording: Recording): Promise<void> {
  const { profile } = recording;
  const flows = COMPARED.flatMap((flow): readonly Exercise[] => {
    const input = Object.hasOwn(recording.connector.flows, flow) && profile.unexercised?.[flow] === undefined ? inputOf(flow, profile) : undefined;
    return input === undefined ? [] : [{ flow, name: flow, input }];
  });
  for (const exercise of [...flows, ...paymentsByMethod(recording)]) {
    const result = await resultOfOther(recording, exercise);
    if (result === undefined) continue;
    demand(
      DIFFERS.has(result.status),
      () => `an answer of ${exercise.name} with another amount gives ${told(result)}; it should be integrity_failure`,
    );
    return;
  }
  nothingToCheck("no answer repeats the amount that was asked for");
}

/** Amounts reach the processor exactly, and come back as they went. */
export const amountRules: Rule = (recording) => [
  ...recording.profile.currencies.map((currency) =>
    check(
      `currencies.${currency}`,
      `moves exactly ${String(amountOf(recording.profile))} minor units of ${currency}, which has ${String(exponentOf(recording, currency))} decimals`,
      () => checkCurrency(recording, currency),
    ),
  ),
  check("currencies.unknown", "refuses a currency that nobody knows", () => refuseUnknownCurrency(recording)),
  check("integrity.echoes", "compares every amount and currency that an answer repeats", () => checkIntegrity(recording)),
  check("integrity.result", "calls an answer with another amount what it is", () => checkIntegrityResult(recording)),
];
