import { schema, secretString, z, type Parsed } from "@switchyard/utils";

// Only what is read is named. All of it may be missing or null, and words are open: Stripe adds some inside a version
// (tech-spec, section 11.15).
const number = () => z.nullish(z.number());
const flag = () => z.nullish(z.boolean());
const hidden = () => z.nullish(secretString());
const metadata = () => z.nullish(z.record(z.string(), z.unknown()));

/** An id, or the whole object where it was expanded. */
const reference = () => z.nullish(z.union([z.string(), z.object({ id: z.text() })]));
/** As {@link reference}, of an intent: an error has the whole of it. */
const intentReference = () => z.nullish(z.union([z.string(), z.object(z.each(z.text, "id", "status"))]));
export type Reference = string | { readonly id?: string | null | undefined } | null | undefined;

/** The id of an object, expanded or not. */
export function idOf(given: Reference): string | undefined {
  return (typeof given === "object" ? given?.id : given) ?? undefined;
}

const availability = () => z.nullish(z.object({ status: z.text() }));
const outcome = () => z.nullish(z.object(z.each(z.text, "network_decline_code", "network_advice_code", "seller_message", "advice_code")));

/** What a bank payment leaves that can be charged again. */
const generatedDebit = () => z.nullish(z.object({ generated_sepa_debit: reference() }));

/** What a charge or a set-up tells of the method, as far as methods have it: under the type's own name, which grows without notice. */
const methodDetails = () =>
  z.nullish(
    z.object({
      type: z.text(),
      card: z.nullish(
        z.object({
          ...z.each(z.text, "authorization_code", "brand", "country", "funding", "iin", "issuer", "last4", "network", "network_transaction_id"),
          checks: z.nullish(z.object(z.each(z.text, "address_line1_check", "address_postal_code_check", "cvc_check"))),
          ...z.each(availability, "incremental_authorization", "multicapture"),
          three_d_secure: z.nullish(z.object(z.each(z.text, "electronic_commerce_indicator", "result", "version", "authentication_flow"))),
        }),
      ),
      ...z.each(generatedDebit, "ideal", "bancontact", "sofort"),
    }),
  );

/** An error, and what stands in its place inside an answer of success: `last_payment_error` (tech-spec, section 6). */
const problem = () =>
  z.object({
    ...z.each(z.text, "type", "code", "message", "decline_code", "network_decline_code", "network_advice_code", "advice_code", "param"),
    ...z.each(reference, "charge", "setup_intent"),
    payment_intent: intentReference(),
  });

const charge = () =>
  z.object({
    ...z.each(z.text, "id", "currency", "status"),
    amount: number(),
    outcome: outcome(),
    payment_method_details: methodDetails(),
  });

const qrCode = () => z.nullish(z.object({ ...z.each(z.text, "data", "image_url_png", "image_url_svg"), expires_at: number() }));
const code = () =>
  z.nullish(z.object({ ...z.each(z.text, "data", "hosted_instructions_url", "image_url_png", "image_url_svg"), expires_at: number() }));
const appOrCode = () => z.nullish(z.object({ ...z.each(z.text, "mobile_auth_url", "hosted_instructions_url"), qr_code: qrCode() }));
const voucher = () =>
  z.nullish(z.object({ ...z.each(z.text, "number", "hosted_voucher_url", "pdf"), ...z.each(number, "expires_at", "expires_after") }));
const page = () => z.nullish(z.object({ url: z.text() }));

/** A bank account that the customer transfers to, as its rail names it. */
const account = () => ({ account_holder_name: hidden(), bank_name: z.text() });
const address = () =>
  z.object({
    type: z.text(),
    aba: z.nullish(z.object({ ...account(), ...z.each(hidden, "account_number", "routing_number") })),
    iban: z.nullish(z.object({ ...account(), ...z.each(hidden, "iban", "bic"), country: z.text() })),
    sort_code: z.nullish(z.object({ ...account(), ...z.each(hidden, "account_number", "sort_code") })),
    spei: z.nullish(z.object({ ...account(), clabe: hidden() })),
    swift: z.nullish(z.object({ ...account(), ...z.each(hidden, "account_number", "swift_code") })),
    zengin: z.nullish(z.object({ ...account(), account_number: hidden() })),
  });

/** What the customer has to do. The type is open, and some types have no object beside them (tech-spec, section 11.16). */
const nextAction = () =>
  z.nullish(
    z.object({
      type: z.text(),
      ...z.each(page, "redirect_to_url", "alipay_handle_redirect"),
      verify_with_microdeposits: z.nullish(z.object({ hosted_verification_url: z.text() })),
      ...z.each(appOrCode, "cashapp_handle_redirect_or_display_qr_code", "swish_handle_redirect_or_display_qr_code"),
      ...z.each(appOrCode, "upi_handle_redirect_or_display_qr_code"),
      ...z.each(code, "wechat_pay_display_qr_code", "pix_display_qr_code", "promptpay_display_qr_code", "paynow_display_qr_code"),
      ...z.each(code, "klarna_display_qr_code"),
      multibanco_display_details: z.nullish(z.object({ ...z.each(z.text, "entity", "reference", "hosted_voucher_url"), expires_at: number() })),
      ...z.each(voucher, "oxxo_display_details", "boleto_display_details"),
      konbini_display_details: z.nullish(z.object({ hosted_voucher_url: z.text(), expires_at: number() })),
      display_bank_transfer_instructions: z.nullish(
        z.object({
          amount_remaining: number(),
          ...z.each(z.text, "currency", "reference", "hosted_instructions_url"),
          financial_addresses: z.nullish(z.array(address())),
        }),
      ),
    }),
  );
export type NextActionResponse = NonNullable<IntentResponse["next_action"]>;

const paymentIntent = () => ({
  id: z.string(),
  ...z.each(z.text, "object", "cancellation_reason", "currency", "setup_future_usage", "status"),
  ...z.each(number, "amount", "amount_capturable", "amount_received"),
  client_secret: hidden(),
  ...z.each(reference, "customer", "payment_method"),
  last_payment_error: z.nullish(problem()),
  latest_charge: z.nullish(z.union([z.string(), charge()])),
  next_action: nextAction(),
});

const setupIntent = () => ({
  id: z.string(),
  ...z.each(z.text, "object", "cancellation_reason", "status"),
  client_secret: hidden(),
  ...z.each(reference, "customer", "mandate", "payment_method"),
  last_setup_error: z.nullish(problem()),
  latest_attempt: z.nullish(z.union([z.string(), z.object({ payment_method_details: methodDetails(), setup_error: z.nullish(problem()) })])),
  next_action: nextAction(),
  payment_method_types: z.nullish(z.array(z.string())),
});

/** A PaymentIntent. */
export const intentResponse = schema(() => z.object(paymentIntent()));
export type IntentResponse = Parsed<typeof intentResponse>;

/** A SetupIntent. */
export const setupResponse = schema(() => z.object(setupIntent()));
export type SetupResponse = Parsed<typeof setupResponse>;

/** A query finds either, as it was asked: told apart by `object`, and by the id. */
export const syncResponse = schema(() => z.object({ ...paymentIntent(), ...setupIntent() }));
export type SyncResponse = Parsed<typeof syncResponse>;

/** A refund. Its status may be null; so may the payment that it belongs to. */
export const refundResponse = schema(() =>
  z.object({
    id: z.string(),
    amount: number(),
    ...z.each(z.text, "currency", "status", "failure_reason"),
    ...z.each(reference, "payment_intent", "charge"),
  }),
);
export type RefundResponse = Parsed<typeof refundResponse>;

/** Anything that is made and then known by its id: a customer, a token, a payment method, a bank account, a file. */
export const createdResponse = schema(() => z.object({ id: z.string() }));
export type CreatedResponse = Parsed<typeof createdResponse>;

/** A token of a payment method: whoever has it may charge it. */
export const tokenResponse = schema(() => z.object({ id: secretString() }));
export type TokenResponse = Parsed<typeof tokenResponse>;

/** A payment method that was detached belongs to nobody. */
export const methodResponse = schema(() => z.object({ id: z.string(), object: z.text(), customer: reference() }));
export type MethodResponse = Parsed<typeof methodResponse>;

/** Where a connected account is paid to: a bank account or a debit card. */
export const externalAccountResponse = schema(() => z.object({ id: z.string(), object: z.text() }));
export type ExternalAccountResponse = Parsed<typeof externalAccountResponse>;

/** What disputes have of their own, as objects and in events. */
const disputeDetails = () => ({
  evidence_details: z.nullish(z.object({ due_by: number() })),
  payment_method_details: z.nullish(z.object({ card: z.nullish(z.object(z.each(z.text, "case_type", "network_reason_code"))) })),
});

/** A dispute. */
export const disputeResponse = schema(() =>
  z.object({
    id: z.string(),
    ...z.each(number, "amount", "created"),
    ...z.each(z.text, "currency", "reason", "status"),
    ...z.each(reference, "charge", "payment_intent"),
    ...disputeDetails(),
  }),
);
export type DisputeResponse = Parsed<typeof disputeResponse>;

/** A connected account that is to be paid. */
export const accountResponse = schema(() =>
  z.object({ id: z.string(), payouts_enabled: flag(), requirements: z.nullish(z.object({ currently_due: z.nullish(z.array(z.string())) })) }),
);
export type AccountResponse = Parsed<typeof accountResponse>;

/** A transfer to a connected account, a reversal of one, or a payout from it. */
export const transferResponse = schema(() =>
  z.object({
    id: z.string(),
    ...z.each(z.text, "object", "currency", "status", "failure_code", "failure_message"),
    ...z.each(number, "amount", "amount_reversed"),
    reversed: flag(),
  }),
);
export type TransferResponse = Parsed<typeof transferResponse>;

/** A file's bytes: some, or it is none. */
export const fileResponse = schema(() => z.pipe(z.unknown(), z.transform(readBytes)));

function readBytes(value: unknown, context: { readonly issues: { push(issue: object): unknown } }): Uint8Array {
  if (value instanceof Uint8Array && value.length > 0) return value;
  context.issues.push({ code: "custom", message: "expected a file", input: value });
  return new Uint8Array();
}

/** Every answer that is no success (tech-spec, section 6). */
export const errorResponse = schema(() => z.object({ error: problem() }));
export type StripeErrorResponse = Parsed<typeof errorResponse>;
export type StripeProblem = StripeErrorResponse["error"];

/** An event, with the fields that the objects of all its kinds have; thin events of the second API have no object at all. */
export const eventBody = schema(() =>
  z.object({
    ...z.each(z.text, "id", "type", "account"),
    created: number(),
    data: z.nullish(
      z.object({
        object: z.nullish(
          z.object({
            ...z.each(z.text, "id", "object", "currency", "status", "reason", "setup_future_usage"),
            ...z.each(z.text, "failure_code", "failure_message", "failure_reason"),
            ...z.each(number, "amount", "amount_received", "amount_capturable", "created"),
            ...z.each(reference, "charge", "customer", "latest_charge", "payment_intent", "payment_method"),
            last_payment_error: z.nullish(problem()),
            last_setup_error: z.nullish(problem()),
            ...disputeDetails(),
            metadata: metadata(),
            payment_method_types: z.nullish(z.array(z.string())),
            reversed: flag(),
          }),
        ),
      }),
    ),
  }),
);
export type EventBody = Parsed<typeof eventBody>;
export type EventObject = NonNullable<NonNullable<EventBody["data"]>["object"]>;
