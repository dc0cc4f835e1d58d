import { createRoutes } from "@switchyard/testkit";
import { acceptDispute, defendDispute, deleteDocument, listDefenseReasons, supplyDocuments } from "./disputes.js";
import { completePayment } from "./details.js";
import { notFound, toErrorAnswer } from "./errors.js";
import { needApiKey } from "./gate.js";
import { answerOnce, refusePlanned } from "./idempotency.js";
import { PagePath } from "./methods/actions.js";
import { cancel, cancelByReference, modifyAmount, release, reverse } from "./modifications.js";
import { cancelOrder, createOrder, tellBalance } from "./orders.js";
import { decisionPage, sessionPage, shopperPage } from "./pages.js";
import { takePayment } from "./payments.js";
import { payToCard, reviewPayout, storeAndSubmit, storePayoutDetail, submitToStored } from "./payouts.js";
import { createSession, listMethods, showSession } from "./sessions.js";
import { deleteStored, disable, listDetails, listStored, storeWithoutPayment } from "./tokens.js";
import type { World } from "./world.js";

type Routes = ReturnType<typeof createRoutes>;

/** Where each service stands under the simulator's one origin. Checkout also stands at the root. */
export const ServicePath = {
  Checkout: "/v71",
  CheckoutLive: "/checkout/v71",
  Disputes: "/ca/services/DisputeService/v30",
  Payout: "/pal/servlet/Payout/v68",
  Recurring: "/pal/servlet/Recurring/v68",
} as const;
export type ServicePath = (typeof ServicePath)[keyof typeof ServicePath];

function addCheckout(routes: Routes, world: World, base: string): void {
  routes.post(`${base}/payments`, ({ req }) => takePayment(world, req.raw));
  routes.post(`${base}/payments/details`, ({ req }) => completePayment(world, req.raw));
  routes.post(`${base}/payments/:psp/captures`, ({ req }) => modifyAmount(world, req.raw, req.param("psp"), "capture"));
  routes.post(`${base}/payments/:psp/refunds`, ({ req }) => modifyAmount(world, req.raw, req.param("psp"), "refund"));
  routes.post(`${base}/payments/:psp/amountUpdates`, ({ req }) => modifyAmount(world, req.raw, req.param("psp"), "amount_update"));
  routes.post(`${base}/payments/:psp/cancels`, ({ req }) => cancel(world, req.raw, req.param("psp")));
  routes.post(`${base}/payments/:psp/reversals`, ({ req }) => reverse(world, req.raw, req.param("psp")));
  routes.post(`${base}/cancels`, ({ req }) => cancelByReference(world, req.raw));
  routes.post(`${base}/sessions`, ({ req }) => createSession(world, req.raw));
  routes.get(`${base}/sessions/:id`, ({ req }) => showSession(world, req.raw, req.param("id")));
  routes.post(`${base}/orders`, ({ req }) => createOrder(world, req.raw));
  routes.post(`${base}/orders/cancel`, ({ req }) => cancelOrder(world, req.raw, (pspReference) => void release(world, pspReference)));
  routes.post(`${base}/paymentMethods`, ({ req }) => listMethods(world, req.raw));
  routes.post(`${base}/paymentMethods/balance`, ({ req }) => tellBalance(world, req.raw));
  routes.post(`${base}/storedPaymentMethods`, ({ req }) => storeWithoutPayment(world, req.raw));
  routes.get(`${base}/storedPaymentMethods`, ({ req }) => listStored(world, req.raw));
  routes.delete(`${base}/storedPaymentMethods/:id`, ({ req }) => deleteStored(world, req.raw, req.param("id")));
}

function addDisputes(routes: Routes, world: World, base: string): void {
  routes.post(`${base}/acceptDispute`, ({ req }) => acceptDispute(world, req.raw));
  routes.post(`${base}/defendDispute`, ({ req }) => defendDispute(world, req.raw));
  routes.post(`${base}/retrieveApplicableDefenseReasons`, ({ req }) => listDefenseReasons(world, req.raw));
  routes.post(`${base}/supplyDefenseDocument`, ({ req }) => supplyDocuments(world, req.raw));
  routes.post(`${base}/deleteDisputeDefenseDocument`, ({ req }) => deleteDocument(world, req.raw));
}

function addPayouts(routes: Routes, world: World, base: string): void {
  routes.post(`${base}/storeDetail`, ({ req }) => storePayoutDetail(world, req.raw));
  routes.post(`${base}/storeDetailAndSubmitThirdParty`, ({ req }) => storeAndSubmit(world, req.raw));
  routes.post(`${base}/submitThirdParty`, ({ req }) => submitToStored(world, req.raw));
  routes.post(`${base}/confirmThirdParty`, ({ req }) => reviewPayout(world, req.raw, "confirm"));
  routes.post(`${base}/declineThirdParty`, ({ req }) => reviewPayout(world, req.raw, "decline"));
  routes.post(`${base}/payout`, ({ req }) => payToCard(world, req.raw));
}

function addPages(routes: Routes, world: World): void {
  for (const path of [PagePath.ThreeDs, PagePath.Pay, PagePath.Native]) {
    routes.on(["GET", "POST"], path, ({ req }) => shopperPage(world, req.raw));
  }
  routes.get(PagePath.Session, ({ req }) => sessionPage(world, req.raw));
  routes.post(PagePath.Decision, ({ req }) => decisionPage(world, req.raw));
}

const PAGES = "/checkoutshopper/";

/** The whole of Adyen under one origin: the APIs behind their key, the shopper's pages in front of it. */
export function createHandler(world: World): (request: Request) => Promise<Response> {
  const routes = createRoutes();
  routes.use("*", async ({ req }, next) => {
    if (!req.path.startsWith(PAGES)) {
      needApiKey(world, req.raw);
      refusePlanned(world);
    }
    await next();
  });
  for (const base of ["", ServicePath.Checkout, ServicePath.CheckoutLive]) addCheckout(routes, world, base);
  addDisputes(routes, world, ServicePath.Disputes);
  addPayouts(routes, world, ServicePath.Payout);
  routes.post(`${ServicePath.Recurring}/disable`, ({ req }) => disable(world, req.raw));
  routes.post(`${ServicePath.Recurring}/listRecurringDetails`, ({ req }) => listDetails(world, req.raw));
  addPages(routes, world);
  routes.notFound(() => toErrorAnswer(notFound));
  const handle = async (request: Request): Promise<Response> => routes.fetch(request);
  return (request) => (isKeyed(world, request) ? answerOnce(world, request, handle) : handle(request));
}

/** A key counts for whoever has proven who he is. */
function isKeyed({ settings }: World, { headers, url }: Request): boolean {
  const key = headers.get("x-api-key");
  return (key === settings.apiKey || key === settings.reviewKey) && !new URL(url).pathname.startsWith(PAGES);
}
