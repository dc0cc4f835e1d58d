import { card, googlePay, secret } from "@switchyard/interfaces";
import type { Browse, ConformanceProfile } from "@switchyard/testkit";
import { createDummySimulator } from "./simulator.js";
import { MagicCard } from "./magic.js";

const API_KEY = "dummyKey-Tangerine-Periscope-41";
const WEBHOOK_SECRET = "dummyHook-Walrus-Xylophone-77";

function plainCard(number: string) {
  return () => card({ number, expMonth: "11", expYear: "2035", cvc: "739", holderName: "Ottoline Fairweather" });
}

/** What the customer's browser does: the challenge page's form, a button, and the way back. */
function browse(decision: "pass" | "fail"): Browse {
  return async ({ simulator }, redirection) => {
    const session = redirection.type === "form" ? redirection.formFields["session"] : undefined;
    if (redirection.type !== "form" || session === undefined) throw new Error("There is no challenge to take.");
    const fields = { session: typeof session === "string" ? session : session.expose() };
    await simulator.fetch(new Request(redirection.endpoint, { method: "POST", body: new URLSearchParams(fields) }));
    const decided = new Request(`${redirection.endpoint}/decision`, { method: "POST", body: new URLSearchParams({ ...fields, decision }) });
    const location = (await simulator.fetch(decided)).headers.get("location");
    if (location === null) throw new Error("The challenge page did not send the browser back.");
    return { params: new URL(location).search.slice(1) };
  };
}

const threeDs = { authentication: "three_ds" } as const;

/** How the conformance suite drives the dummy's simulator. */
export const dummyProfile: ConformanceProfile = {
  start: () => ({ simulator: createDummySimulator({ apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET }) }),
  auth: { type: "HeaderKey", apiKey: secret(API_KEY) },
  wrongAuth: { type: "HeaderKey", apiKey: secret("dummyKey-nobody-has") },
  currencies: ["GBP", "JPY", "KWD"],
  methods: {
    card: {
      credit: { paymentMethod: plainCard(MagicCard.Approved) },
      debit: { paymentMethod: plainCard("5555555555554444") },
    },
    wallet: { google_pay: { paymentMethod: () => googlePay({ token: "gpToken-Umbrella-Quince-19" }) } },
  },
  declines: [
    { title: "declined by the issuer", paymentMethod: plainCard(MagicCard.Declined), code: "card_declined", networkDeclineCode: "05" },
    { title: "not enough money", paymentMethod: plainCard(MagicCard.InsufficientFunds), code: "insufficient_funds", networkDeclineCode: "51" },
    { title: "an expired card", paymentMethod: plainCard(MagicCard.Expired), code: "expired_card", networkDeclineCode: "54" },
    { title: "a wrong security code", paymentMethod: plainCard(MagicCard.IncorrectCvc), code: "incorrect_cvc", networkDeclineCode: "N7" },
  ],
  threeDs: [
    {
      title: "a challenge that is passed",
      paymentMethod: plainCard(MagicCard.Approved),
      input: threeDs,
      browse: browse("pass"),
      expected: ["charged"],
    },
    {
      title: "a challenge that is failed",
      paymentMethod: plainCard(MagicCard.Approved),
      input: threeDs,
      browse: browse("fail"),
      expected: ["authentication_failed"],
    },
    {
      title: "a challenge that the issuer asks for",
      paymentMethod: plainCard(MagicCard.ChallengeRequired),
      browse: browse("pass"),
      expected: ["charged"],
    },
  ],
  webhooks: { secret: WEBHOOK_SECRET, otherSecret: "dummyHook-of-another" },
  syncByReference: true,
};
