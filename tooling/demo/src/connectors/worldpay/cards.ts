import { card } from "@switchyard/client";

type DemoCard = ReturnType<typeof card>;

/** Worldpay's general test Visa. */
export const VISA = "4444333322221111";

/** The test Visa whose issuer asks the customer: 3DS 2.1, challenge. */
export const CHALLENGED_VISA = "4000000000001091";

/** A test card. Worldpay's test systems decide by the card holder's name: `REFUSED51` is refused with code 51. */
export function testCard(number: string = VISA, holderName = "Ada Lovelace"): DemoCard {
  return card({ number, expMonth: "12", expYear: "2035", cvc: "737", holderName });
}
