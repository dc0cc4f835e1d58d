import { renderRedirectForm } from "@switchyard/client";
import type { RedirectForm } from "@switchyard/interfaces";
import { openPage, type Page } from "../../browser.js";
import { needValue } from "../../need-value.js";
import type { TakeStep } from "../../scenario.js";
import { CHALLENGED_VISA, testCard } from "./cards.js";
import { seeLedger, type SimulatedScene, type WorldpayScenario } from "./scene.js";

const BROWSER = {
  acceptHeader: "text/html",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Demo/1.0",
  language: "en-GB",
  screenHeight: 1080,
  screenWidth: 1920,
  colorDepth: 24,
  timeZone: 0,
  javaEnabled: false,
  javaScriptEnabled: true,
} as const;

type Decision = "Pass" | "Fail";

const ENDINGS = {
  Pass: { about: "the customer passed", expected: { status: "charged", outcome: "accepted" } },
  Fail: { about: "the customer failed", expected: { status: "authentication_failed", outcome: "rejected" } },
} as const;

/** Serves the redirect's page from the shop, and sends the customer's browser there. */
function visit({ simulated: { shop } }: SimulatedScene, redirection: RedirectForm | undefined): Promise<Page> {
  shop.show(renderRedirectForm(needValue(redirection, "redirection")));
  return openPage(shop.payUrl);
}

async function payWithChallenge(scene: SimulatedScene, step: TakeStep, decision: Decision): Promise<void> {
  const { payments } = scene;
  const { shop } = scene.simulated;
  const order = {
    reference: scene.reference(),
    amount: 64_00,
    currency: "GBP",
    authentication: "three_ds",
    completeAuthorizeUrl: shop.completeUrl,
  } as const;
  const fieldsBack = () => [...new URLSearchParams(shop.broughtBack ?? "").keys()].join(", ");

  const asked = await step({
    call: "authorize",
    about: "£64.00 with 3DS",
    expected: { status: "device_data_collection_pending", outcome: "accepted", redirect: "worldpay_ddc" },
    run: () => payments.authorize({ ...order, browserInfo: BROWSER, paymentMethod: testCard(CHALLENGED_VISA) }),
    read: ({ status, outcome, redirection }) => ({ status, outcome, redirect: redirection?.type }),
  });

  await step({
    call: "browser",
    about: "collects device data in a frame",
    expected: { page: "Thank you", posted: "collectionReference" },
    run: () => visit(scene, asked.redirection),
    read: ({ title }) => ({ page: title, posted: fieldsBack() }),
  });

  const complete = (status: typeof asked.status, connectorTransactionId: typeof asked.connectorTransactionId) =>
    payments.completeAuthorize({
      ...order,
      status,
      connectorTransactionId: needValue(connectorTransactionId, "id of the payment"),
      redirectResponse: { params: shop.broughtBack },
    });
  const challenged = await step({
    call: "completeAuthorize",
    about: "hand in the device data",
    expected: { status: "authentication_pending", outcome: "accepted", redirect: "form" },
    run: () => complete(asked.status, asked.connectorTransactionId),
    read: ({ status, outcome, redirection }) => ({ status, outcome, redirect: redirection?.type }),
  });

  const challenge = await step({
    call: "browser",
    about: "is asked by the issuer",
    expected: { page: "Confirm your payment", buttons: "Pass, Fail" },
    run: () => visit(scene, challenged.redirection),
    read: ({ title, buttons }) => ({ page: title, buttons: buttons.join(", ") }),
  });

  await step({
    call: "browser",
    about: `presses "${decision}"`,
    expected: { page: "Thank you", posted: "TransactionId, Response, MD" },
    run: () => challenge.press(decision),
    read: ({ title }) => ({ page: title, posted: fieldsBack() }),
  });

  await step({
    call: "completeAuthorize",
    about: ENDINGS[decision].about,
    expected: ENDINGS[decision].expected,
    run: () => complete(challenged.status, challenged.connectorTransactionId),
    read: ({ status, outcome }) => ({ status, outcome }),
  });
}

/** A card whose issuer authenticates the customer, once with success and once without. */
export const threeDs: WorldpayScenario = {
  name: "three-ds",
  title: "Authenticate the customer with 3DS: device data, then a challenge",
  needsSimulator: "the issuer's pages need a person",
  async play(scene, step) {
    await payWithChallenge(scene, step, "Pass");
    await payWithChallenge(scene, step, "Fail");
    await seeLedger(scene, step, "GBP", { authorized: 64_00, captured: 64_00 });
  },
};
