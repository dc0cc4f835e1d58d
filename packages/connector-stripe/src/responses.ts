import { schema, secretString, z, type Parsed } from "@switchyard/utils";

// Only what is read is named. All of it may be missing or null, and words are open: Stripe adds some inside a version
// (tech-spec, section 11.15).
const text = () => z.nullish(z.string());
const number = () => z.nullish(z.number());
const flag = () => z.nullish(z.boolean());
const hidden = () => z.nullish(secretString());
const metadata = () => z.nullish(z.record(z.string(), z.unknown()));

/** An id, or the whole object where it was expanded. */
const reference = () => z.nullish(z.union([z.string(), z.object({ id: text() })]));
/** As {@link reference}, of an intent: an error has the whole of it. */
const intentReference = () => z.nullish(z.union([z.string(), z.object({ id: text(), status: text() })]));
export type Reference = string | { readonly id?: string | null | undefined } | null | undefined;

/** The id of an object, expanded or not. */
export function idOf(given: Reference): string | undefined {
  return (typeof given === "object" ? given?.id : given) ?? undefined;
}

const outcome = () => z.nullish(z.object({ network_decline_code: text(), network_advice_code: text(), seller_message: text(), advice_code: text() }));

/** What a charge or a set-up tells of the method, as far as methods have it: under the type's own name, which grows without notice. */
const methodDetails = () =>
  z.nullish(
    z.object({
      type: text(),
      card: z.nullish(
        z.object({
          authorization_code: text(),
          brand: text(),
          checks: z.nullish(z.object({ address_line1_check: text(), address_postal_code_check: text(), cvc_check: text() })),
          country: text(),
          funding: text(),
          iin: text(),
          issuer: text(),
          last4: text(),
          network: text(),
          network_transaction_id: text(),
          incremental_authorization: z.nullish(z.object({ status: text() })),
          multicapture: z.nullish(z.object({ status: text() })),
          three_d_secure: z.nullish(
            z.object({ electronic_commerce_indicator: text(), result: text(), version: text(), authentication_flow: text() }),
          ),
        }),
      ),
      ideal: z.nullish(z.object({ generated_sepa_debit: reference() })),
      bancontact: z.nullish(z.object({ generated_sepa_debit: reference() })),
      sofort: z.nullish(z.object({ generated_sepa_debit: reference() })),
    }),
  );

/** An error, and what stands in its place inside an answer of success: `last_payment_error` (tech-spec, section 6). */
const problem = () =>
  z.object({
    type: text(),
    code: text(),
    message: text(),
    decline_code: text(),
    network_decline_code: text(),
    network_advice_code: text(),
    advice_code: text(),
    param: text(),
    charge: reference(),
    payment_intent: intentReference(),
    setup_intent: reference(),
  });

const charge = () =>
  z.object({
    id: text(),
    amount: number(),
    currency: text(),
    status: text(),
    outcome: outcome(),
    payment_method_details: methodDetails(),
  });

const qrCode = () => z.nullish(z.object({ data: text(), expires_at: number(), image_url_png: text(), image_url_svg: text() }));
const code = () => ({ data: text(), expires_at: number(), hosted_instructions_url: text(), image_url_png: text(), image_url_svg: text() });
const appOrCode = () => z.nullish(z.object({ mobile_auth_url: text(), hosted_instructions_url: text(), qr_code: qrCode() }));
const voucher = () => z.object({ number: text(), hosted_voucher_url: text(), expires_at: number(), expires_after: number(), pdf: text() });

/** A bank account that the customer transfers to, as its rail names it. */
const account = () => ({ account_holder_name: hidden(), bank_name: text() });
const address = () =>
  z.object({
    type: text(),
    aba: z.nullish(z.object({ ...account(), account_number: hidden(), routing_number: hidden() })),
    iban: z.nullish(z.object({ ...account(), iban: hidden(), bic: hidden(), country: text() })),
    sort_code: z.nullish(z.object({ ...account(), account_number: hidden(), sort_code: hidden() })),
    spei: z.nullish(z.object({ ...account(), clabe: hidden() })),
    swift: z.nullish(z.object({ ...account(), account_number: hidden(), swift_code: hidden() })),
    zengin: z.nullish(z.object({ ...account(), account_number: hidden() })),
  });

/** What the customer has to do. The type is open, and some types have no object beside them (tech-spec, section 11.16). */
const nextAction = () =>
  z.nullish(
    z.object({
      type: text(),
      redirect_to_url: z.nullish(z.object({ url: text() })),
      alipay_handle_redirect: z.nullish(z.object({ url: text() })),
      verify_with_microdeposits: z.nullish(z.object({ hosted_verification_url: text() })),
      cashapp_handle_redirect_or_display_qr_code: appOrCode(),
      swish_handle_redirect_or_display_qr_code: appOrCode(),
      upi_handle_redirect_or_display_qr_code: appOrCode(),
      wechat_pay_display_qr_code: z.nullish(z.object({ ...code(), image_data_url: text() })),
      pix_display_qr_code: z.nullish(z.object(code())),
      promptpay_display_qr_code: z.nullish(z.object(code())),
      paynow_display_qr_code: z.nullish(z.object(code())),
      klarna_display_qr_code: z.nullish(z.object(code())),
      multibanco_display_details: z.nullish(z.object({ entity: text(), reference: text(), expires_at: number(), hosted_voucher_url: text() })),
      oxxo_display_details: z.nullish(voucher()),
      boleto_display_details: z.nullish(voucher()),
      konbini_display_details: z.nullish(z.object({ hosted_voucher_url: text(), expires_at: number() })),
      display_bank_transfer_instructions: z.nullish(
        z.object({
          amount_remaining: number(),
          currency: text(),
          reference: text(),
          hosted_instructions_url: text(),
          financial_addresses: z.nullish(z.array(address())),
        }),
      ),
    }),
  );
export type NextActionResponse = NonNullable<IntentResponse["next_action"]>;

const paymentIntent = () => ({
  id: z.string(),
  object: text(),
  amount: number(),
  amount_capturable: number(),
  amount_received: number(),
  cancellation_reason: text(),
  client_secret: hidden(),
  currency: text(),
  customer: reference(),
  last_payment_error: z.nullish(problem()),
  latest_charge: z.nullish(z.union([z.string(), charge()])),
  next_action: nextAction(),
  payment_method: reference(),
  setup_future_usage: text(),
  status: text(),
});

const setupIntent = () => ({
  id: z.string(),
  object: text(),
  cancellation_reason: text(),
  client_secret: hidden(),
  customer: reference(),
  last_setup_error: z.nullish(problem()),
  latest_attempt: z.nullish(z.union([z.string(), z.object({ payment_method_details: methodDetails(), setup_error: z.nullish(problem()) })])),
  mandate: reference(),
  next_action: nextAction(),
  payment_method: reference(),
  payment_method_types: z.nullish(z.array(z.string())),
  status: text(),
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
    currency: text(),
    status: text(),
    failure_reason: text(),
    payment_intent: reference(),
    charge: reference(),
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
export const methodResponse = schema(() => z.object({ id: z.string(), object: text(), customer: reference() }));
export type MethodResponse = Parsed<typeof methodResponse>;

/** Where a connected account is paid to: a bank account or a debit card. */
export const externalAccountResponse = schema(() => z.object({ id: z.string(), object: text() }));
export type ExternalAccountResponse = Parsed<typeof externalAccountResponse>;

/** A dispute. */
export const disputeResponse = schema(() =>
  z.object({
    id: z.string(),
    amount: number(),
    currency: text(),
    charge: reference(),
    payment_intent: reference(),
    reason: text(),
    status: text(),
    created: number(),
    evidence_details: z.nullish(z.object({ due_by: number() })),
    payment_method_details: z.nullish(z.object({ card: z.nullish(z.object({ case_type: text(), network_reason_code: text() })) })),
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
    object: text(),
    amount: number(),
    amount_reversed: number(),
    currency: text(),
    reversed: flag(),
    status: text(),
    failure_code: text(),
    failure_message: text(),
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
    id: text(),
    type: text(),
    created: number(),
    account: text(),
    data: z.nullish(
      z.object({
        object: z.nullish(
          z.object({
            id: text(),
            object: text(),
            amount: number(),
            amount_received: number(),
            amount_capturable: number(),
            charge: reference(),
            created: number(),
            currency: text(),
            customer: reference(),
            evidence_details: z.nullish(z.object({ due_by: number() })),
            failure_code: text(),
            failure_message: text(),
            failure_reason: text(),
            last_payment_error: z.nullish(problem()),
            last_setup_error: z.nullish(problem()),
            latest_charge: reference(),
            metadata: metadata(),
            payment_intent: reference(),
            payment_method: reference(),
            payment_method_details: z.nullish(z.object({ card: z.nullish(z.object({ case_type: text(), network_reason_code: text() })) })),
            payment_method_types: z.nullish(z.array(z.string())),
            reason: text(),
            reversed: flag(),
            setup_future_usage: text(),
            status: text(),
          }),
        ),
      }),
    ),
  }),
);
export type EventBody = Parsed<typeof eventBody>;
export type EventObject = NonNullable<NonNullable<EventBody["data"]>["object"]>;
