import { z } from "zod";

/*
 * Parameters come as texts, in hashes and lists. The schemas read them strictly and give typed values; what a refused
 * value is answered with stands in http/check.ts.
 */

const rule = (name: string): { params: { rule: string } } => ({ params: { rule: name } });

/** A text, of 5000 characters at most unless said otherwise. */
export const text = (max = 5000) => z.string().min(1).max(max);

/** A whole number. */
export const int = (min = Number.MIN_SAFE_INTEGER) =>
  z
    .string()
    .min(1)
    .refine((value) => /^-?\d{1,15}$/.test(value), { ...rule("integer"), abort: true })
    .refine((value) => Number(value) >= min, rule(`at_least_${min}`))
    .transform(Number);

/** Money in minor units, one or more. */
export const amount = () => int(1);

export const bool = () =>
  z
    .string()
    .min(1)
    .refine((value) => value === "true" || value === "false", rule("boolean"))
    .transform((value) => value === "true");

/** One of the words. */
export const word = <const T extends readonly [string, ...string[]]>(...words: T) => z.enum(words);

/** ISO 4217 in lower case, whatever case it came in. */
export const currency = () =>
  z
    .string()
    .min(1)
    .refine((value) => /^[a-z]{3}$/i.test(value), rule("currency"))
    .transform((value) => value.toLowerCase());

/** ISO 3166-1 alpha-2. */
export const country = () =>
  z
    .string()
    .min(1)
    .refine((value) => /^[A-Z]{2}$/.test(value), rule("country"));

export const url = () =>
  z
    .string()
    .min(1)
    .refine((value) => /^[a-z][\w+.-]*:\/\/\S+$/i.test(value), rule("url"));

export const email = () =>
  z
    .string()
    .min(1)
    .max(512)
    .refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), rule("email"));

/** Fields by name; what is not named is refused. */
export const hash = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);

export const list = <T extends z.ZodType>(item: T) => z.array(item);

/** Anything that is a hash, where its fields do not matter here. */
export const anyHash = () => z.record(z.string(), z.unknown());

/** What an empty text unsets: it is read as null. */
export const unsettable = <T extends z.ZodType>(inner: T) => z.union([z.literal("").transform(() => null), inner]);

/** At most 50 keys of 40 characters without brackets, with texts of 500. An empty text unsets a key, or all of them. */
export const metadata = () =>
  unsettable(
    z.preprocess(
      (value) => (Array.isArray(value) ? Object.fromEntries(value.entries()) : value),
      z.record(z.string().max(40), z.string().max(500)).refine((value) => Object.keys(value).length <= 50, rule("metadata_keys")),
    ),
  );

/** `expand[]` stands in every call. */
export const expand = { expand: list(text()).optional() } as const;

/** The fields of every list call. */
export const paging = {
  ...expand,
  limit: int().optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
  created: z.union([int(), hash({ gt: int().optional(), gte: int().optional(), lt: int().optional(), lte: int().optional() })]).optional(),
} as const;

export const address = () =>
  hash({
    city: unsettable(text()).optional(),
    country: unsettable(country()).optional(),
    line1: unsettable(text()).optional(),
    line2: unsettable(text()).optional(),
    postal_code: unsettable(text()).optional(),
    state: unsettable(text()).optional(),
  });

export const billingDetails = () =>
  hash({
    address: unsettable(address()).optional(),
    email: unsettable(email()).optional(),
    name: unsettable(text()).optional(),
    phone: unsettable(text()).optional(),
    tax_id: text().optional(),
  });

export const shipping = () =>
  hash({
    address: address(),
    name: text(),
    carrier: text().optional(),
    phone: text().optional(),
    tracking_number: text().optional(),
  });

export const mandateData = () =>
  unsettable(
    hash({
      customer_acceptance: hash({
        accepted_at: int(0).optional(),
        offline: z.union([z.literal("").transform(() => ({})), anyHash()]).optional(),
        online: hash({ ip_address: text(), user_agent: text() }).optional(),
        type: word("offline", "online"),
      }).refine((given) => given.type !== "online" || given.online !== undefined, { ...rule("missing"), path: ["online"] }),
    }),
  );
export type MandateData = z.output<ReturnType<typeof mandateData>>;
