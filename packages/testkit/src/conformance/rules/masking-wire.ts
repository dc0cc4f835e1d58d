import { isSecret, type PaymentMethod } from "@switchyard/interfaces";
import type { TransportRequest } from "@switchyard/client";
import { demand, Findings } from "../check.js";
import { methodsOf, type DeclaredMethod } from "../declaration.js";
import { stringsIn } from "../expose.js";
import type { Recording, Taken } from "../recording.js";
import { leavesOf } from "../tree.js";
import { canariesOf, safely, toPattern } from "./canaries.js";

function fromBase64(text: string): string {
  const pieces = text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? [];
  return pieces.map((piece) => safely(() => atob(piece.replaceAll("-", "+").replaceAll("_", "/")))).join("\n");
}

const fromForm = (text: string): string => (text.includes("%") ? safely(() => decodeURIComponent(text.replaceAll("+", " "))) : "");

/** A request in every form in which a value may stand in it: as it is, out of a URL or form, out of Base64, and out of JSON within any of them. */
function textOf({ url, headers, body, certificate }: TransportRequest): string {
  const text = [url, ...Object.values(headers), typeof body === "string" ? body : new TextDecoder().decode(body), certificate ?? ""].join("\n");
  const plain = [text, fromForm(text), fromBase64(text), fromBase64(fromForm(text))].join("\n");
  return `${plain}\n${plain.replaceAll("\\", "")}`;
}

/** One secret of a payment method's data. */
interface PaymentSecret {
  /** Within the data: `number`. */
  readonly field: string;
  readonly value: string;
}

const SHORTEST = 3;

/** Within a token, what is no longer is a word of its format. */
const LONGEST_WORD = 7;

/** The secrets of the data of one method that was paid with. What has one or two characters stands in every request by chance. */
function secretsOf(taken: readonly Taken[], wanted: PaymentMethod): readonly PaymentSecret[] {
  const found = new Map<string, PaymentSecret>();
  for (const { data } of taken.flatMap(({ exchanges }) => exchanges)) {
    const method = "paymentMethodData" in data.request ? data.request.paymentMethodData : undefined;
    if (method?.type !== wanted) continue;
    for (const { path: field, value, isSecret: hidden } of stringsIn(method)) {
      if (hidden && value.length >= SHORTEST && !found.has(value)) found.set(value, { field, value });
    }
  }
  return [...found.values()];
}

/** A secret, and the values in it: a wallet's token is JSON, or JSON in Base64, of which a processor may want the parts. */
function formsOf({ value }: PaymentSecret): readonly string[] {
  const parts = [value, safely(() => atob(value))].flatMap((text) => (text.trim().startsWith("{") ? leavesOf(text) : []));
  return [value, ...parts.map((leaf) => leaf.value).filter(({ length }) => length > LONGEST_WORD)];
}

function stands(secret: PaymentSecret, texts: readonly string[]): boolean {
  return formsOf(secret).some((form) => {
    const pattern = toPattern(form);
    return texts.some((text) => text.includes(form) && pattern.test(text));
  });
}

/** A payment method that was paid with, and what of its data is secret. */
interface Paid {
  readonly declared: DeclaredMethod;
  readonly own: readonly Taken[];
  readonly secrets: readonly PaymentSecret[];
}

function paidWith({ connector, profile }: Recording, taken: readonly Taken[]): readonly Paid[] {
  return methodsOf(connector, profile).map((declared) => {
    const { method, type } = declared;
    // Where every type of it is paid elsewhere, so is every card of the profile's 3DS and declines.
    const isAll = Object.values(profile.methods[method] ?? {}).every(({ hosted }) => hosted !== undefined);
    const own = taken.filter(({ journey: { cell } }) =>
      cell === undefined ? isAll : cell.paymentMethod === method && cell.paymentMethodType === type,
    );
    return { declared, own, secrets: secretsOf(own, method) };
  });
}

const sendsOf = ({ declared: { profile } }: Paid): Readonly<Record<string, string>> => profile?.hosted?.sends ?? {};

/** What is said on the processor's page is said there alone. */
function checkHosted(findings: Findings, paid: Paid, excused: ReadonlySet<string>, texts: readonly string[]): void {
  const { declared, secrets } = paid;
  const name = `${declared.method}.${declared.type}`;
  findings.that(declared.profile?.hosted?.reason.trim() !== "", `the profile says that ${name} is paid elsewhere, and not where`);
  findings.that(secrets.length > 0, `the profile says that nothing of ${name} is sent; its data holds nothing secret`);
  for (const each of secrets) {
    if (!excused.has(each.value)) findings.that(!stands(each, texts), `${name} is paid elsewhere, and its ${each.field} was sent`);
  }
  for (const field of Object.keys(sendsOf(paid))) {
    const sent = secrets.some((each) => each.field === field && stands(each, texts));
    findings.that(sent, `the profile says that the ${field} of ${name} is sent all the same, and it was not`);
  }
}

/** The other half of masking: what is hidden in print is there on the wire, or hiding it would prove nothing. */
export async function checkWire(recording: Recording): Promise<void> {
  const findings = new Findings();
  const { profile } = recording;
  const taken = await recording.all();
  const texts = new Map(taken.map((each) => [each, each.wires.map(textOf)]));
  const all = [...texts.values()].flat();
  const payments = paidWith(recording, taken);
  const excused = new Set(
    payments.flatMap((paid) => paid.secrets.filter(({ field }) => sendsOf(paid)[field] !== undefined)).map(({ value }) => value),
  );
  for (const paid of payments) {
    const { declared, own, secrets } = paid;
    if (declared.profile?.hosted !== undefined) checkHosted(findings, paid, excused, all);
    else if (secrets.length > 0) {
      const reached = secrets.some((each) =>
        stands(
          each,
          own.flatMap((journey) => texts.get(journey) ?? []),
        ),
      );
      const name = `${declared.method}.${declared.type}`;
      findings.that(reached, `no secret of ${name} reached the processor: the profile's \`hosted\` says where it is paid, if not here`);
    }
  }
  findings.settle();
  const wrapped = taken.some(({ exchanges }) =>
    exchanges.some(({ request }) => Object.values(request.headers).some(isSecret) || request.certificate !== undefined),
  );
  const auth = canariesOf(taken).some((each) => each.path.startsWith("auth.") && stands({ field: each.path, value: each.value }, all));
  demand(wrapped || auth || profile.auth.type === "NoKey", "no credential reached the processor");
}
