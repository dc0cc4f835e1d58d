import { serve } from "@switchyard/testkit/node";

/** A merchant's own web server, as far as a payment needs one. */
export interface Shop extends AsyncDisposable {
  /** Where a customer is sent to go on with a payment. */
  readonly payUrl: string;
  /** Where the customer's browser comes back to. */
  readonly completeUrl: string;
  readonly webhookUrl: string;
  /** The page of `payUrl`. */
  show(html: string): void;
  /** What the browser brought back last: the posted form, as it came. */
  readonly broughtBack: string | undefined;
  /** Answers what comes to `webhookUrl`. */
  onWebhook(handler: (request: Request) => Promise<Response>): void;
}

const NOT_FOUND = new Response(null, { status: 404 });
const HTML = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/** Opens a shop on a loopback port. */
export async function openShop(): Promise<Shop> {
  let page = "";
  let broughtBack: string | undefined;
  let handleWebhook: (request: Request) => Promise<Response> = () => Promise.resolve(NOT_FOUND.clone());

  const server = await serve(async (request) => {
    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case "GET /pay":
        return new Response(page, { headers: HTML });
      case "POST /complete":
        broughtBack = await request.text();
        return new Response("<!doctype html><title>Thank you</title><p>Thank you. Your payment goes on.</p>", { headers: HTML });
      case "POST /webhooks":
        return handleWebhook(request);
      default:
        return NOT_FOUND.clone();
    }
  });
  return {
    payUrl: `${server.url}/pay`,
    completeUrl: `${server.url}/complete`,
    webhookUrl: `${server.url}/webhooks`,
    show(html) {
      page = html;
      broughtBack = undefined;
    },
    get broughtBack() {
      return broughtBack;
    },
    onWebhook(handler) {
      handleWebhook = handler;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
