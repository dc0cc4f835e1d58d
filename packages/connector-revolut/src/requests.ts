import type { Secret } from "@switchyard/interfaces";

/** A customer that Revolut does not know yet: each order makes a new one, whatever the e-mail address. */
export type RevolutCustomer = { readonly [F in "full_name" | "email" | "phone"]?: Secret | undefined };
