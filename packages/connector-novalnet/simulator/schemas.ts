import { z } from "zod";

/** Left out, or null: both are the same to Novalnet. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const text = () => z.string().min(1);
const optionalText = () => optional(z.string());
const one = () => optional(z.literal(1));

/** Minor units: a text of digits, or a whole number. */
const amount = () => z.union([z.string().regex(/^\d{1,12}$/), z.int().min(0).max(999_999_999_999)]).transform(Number);

const address = () =>
  z.strictObject({
    street: optionalText(),
    house_no: optionalText(),
    city: optionalText(),
    zip: optionalText(),
    state: optionalText(),
    company: optionalText(),
    country_code: optional(z.string().regex(/^[A-Z]{2}$/)),
  });

const url = () => z.url({ protocol: /^https?$/ });

/** `lang` and whatever else the merchant wants to see again in notifications. */
const custom = () => optional(z.looseObject({ lang: optional(z.string().regex(/^[A-Za-z]{2}([-_][A-Za-z]+)?$/)) }));

/** `POST /payment` and `POST /authorize`, but for `payment_data`, whose shape depends on the payment type. */
export const paymentSchema = z.strictObject({
  merchant: z.strictObject({ signature: text(), tariff: text() }),
  customer: z.strictObject({
    first_name: optionalText(),
    last_name: optionalText(),
    email: z.string().regex(/^[^\s@]+@[^\s@]+$/),
    mobile: optionalText(),
    birth_date: optional(z.iso.date()),
    customer_ip: optionalText(),
    no_nc: z.literal(1),
    billing: optional(address()),
    shipping: optional(z.union([z.strictObject({ same_as_billing: z.literal(1) }), address()])),
  }),
  transaction: z.strictObject({
    test_mode: z.union([z.literal(0), z.literal(1)]),
    payment_type: text(),
    amount: amount(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    order_no: text(),
    payment_data: z.unknown().optional(),
    hook_url: url(),
    return_url: optional(url()),
    error_return_url: optional(url()),
    system_ip: optionalText(),
    enforce_3d: one(),
    create_token: one(),
  }),
  custom: custom(),
});
export type PaymentRequest = z.infer<typeof paymentSchema>;

const month = () => z.string().regex(/^(0[1-9]|1[0-2])$/);
const year = () => z.string().regex(/^20\d\d$/);
const cardFields = { card_number: z.string().regex(/^\d{12,19}$/), card_expiry_month: month(), card_expiry_year: year() };

/** `payment_data`, by what it is made with. */
export const paymentData = {
  card: z.strictObject({ ...cardFields, card_cvc: optional(z.string().regex(/^\d{3,4}$/)), card_holder: optionalText() }),
  earlierCard: z.strictObject({ ...cardFields, scheme_tid: text() }),
  wallet: z.strictObject({ wallet_data: text() }),
  sepa: z.strictObject({ account_holder: text(), iban: text(), bic: optionalText() }),
  ach: z.strictObject({ account_holder: text(), account_number: z.string().regex(/^\d{4,17}$/), routing_number: z.string().regex(/^\d{9}$/) }),
  token: z.strictObject({ token: text() }),
} as const;

const tid = () => z.string().regex(/^\d{17}$/);
const action = <T extends z.ZodRawShape>(fields: T) => z.strictObject({ transaction: z.strictObject({ tid: tid(), ...fields }), custom: custom() });

export const detailsSchema = action({});
export const cancelSchema = action({});
export const captureSchema = action({
  amount: optional(amount()),
  capture: optional(z.strictObject({ type: z.enum(["Final", "Partial"]), reference: optionalText() })),
});
export const refundSchema = action({ amount: optional(amount()), reason: optionalText() });
export const updateSchema = action({ amount: amount() });
