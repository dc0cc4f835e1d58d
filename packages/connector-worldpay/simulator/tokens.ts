import { Alphabet, refuse } from "@switchyard/testkit";
import { methodNotAllowed, resourceNotFound } from "./answers.js";
import { brandOf } from "./cards.js";
import { MediaType, needCredentials, needMediaType } from "./gate.js";
import { originOf, readSegment } from "./links.js";
import type { PayingCard, StoredToken, TokenAnswer, World } from "./world.js";

const TOKEN_YEARS = 4;
const CONFLICT_DAYS = 7;
const CARDS_PER_NAMESPACE = 16;
const DAY = 86_400_000;

/** What a payment asks for when it stores its card. */
export interface TokenWish {
  readonly namespace?: string | undefined;
  readonly description?: string | undefined;
}

/**
 * Stores a card: the same card in the same namespace keeps its token and the data that are stored with it; data that
 * differ are reported as conflicts. No token when the namespace is full.
 */
export function storeCard(world: World, card: PayingCard, schemeReference: string, wish: TokenWish, origin: string): TokenAnswer | undefined {
  const inNamespace = liveTokens(world).filter((token) => token.namespace === wish.namespace);
  const existing = inNamespace.find((token) => token.card.number === card.number);
  if (existing !== undefined) return { ...toTokenAnswer(existing, origin), ...conflictsOf(world, existing, card) };
  if (wish.namespace !== undefined && inNamespace.length >= CARDS_PER_NAMESPACE) return undefined;
  return toTokenAnswer(newToken(world, card, schemeReference, wish), origin);
}

function newToken(world: World, card: PayingCard, schemeReference: string, { namespace, description }: TokenWish): StoredToken {
  const tokenId = `9${world.ids.token(18, Alphabet.Digits)}`;
  const path = `/tokens/eyJrIjoxfQ.${world.ids.token(86)}`;
  const expiresAt = new Date(world.clock.now());
  expiresAt.setUTCFullYear(expiresAt.getUTCFullYear() + TOKEN_YEARS);
  // The security code is never stored.
  const stored = { ...card, cvc: undefined, schemeReference };
  return world.tokens.put(tokenId, { tokenId, path, namespace, description, card: stored, schemeReference, expiresAt }, [path]);
}

function liveTokens(world: World): readonly StoredToken[] {
  return world.tokens.values().filter((token) => isLive(world, token));
}

function isLive(world: World, token: StoredToken): boolean {
  return token.expiresAt > world.clock.now();
}

function conflictsOf(world: World, { card: stored, schemeReference }: StoredToken, card: PayingCard): Readonly<Record<string, unknown>> {
  const sameHolder = stored.holder === card.holder;
  const sameExpiry = stored.expiry.month === card.expiry.month && stored.expiry.year === card.expiry.year;
  if (sameHolder && sameExpiry) return {};
  const paymentInstrument = {
    ...(sameHolder ? {} : { cardHolderName: card.holder }),
    ...(sameExpiry ? {} : { cardExpiryDate: card.expiry }),
  };
  const conflictsExpiryDateTime = toSeconds(new Date(world.clock.now().getTime() + CONFLICT_DAYS * DAY));
  return { conflicts: { conflictsExpiryDateTime, schemeReference, paymentInstrument } };
}

function toTokenAnswer({ tokenId, path, card, schemeReference, expiresAt }: StoredToken, origin: string): TokenAnswer {
  return {
    href: origin + path,
    tokenId,
    tokenExpiryDateTime: toSeconds(expiresAt),
    cardNumber: `${card.number.slice(0, 4)}********${card.number.slice(-4)}`,
    cardHolderName: card.holder,
    cardExpiry: card.expiry,
    bin: card.number.slice(0, 6),
    fundingType: "debit",
    countryCode: "GB",
    schemeReference,
  };
}

/** `2027-04-11T15:59:23Z`: without milliseconds. */
function toSeconds(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** The token that an instrument names: by its href, or by its id together with its namespace. */
export function findToken(
  world: World,
  instrument: { readonly href?: string | undefined; readonly tokenId?: string | undefined; readonly namespace?: string | undefined },
): StoredToken | undefined {
  const { href, tokenId, namespace } = instrument;
  const token = world.tokens.get(href === undefined ? (tokenId ?? "") : new URL(href).pathname);
  if (token === undefined || !isLive(world, token)) return undefined;
  return href === undefined && token.namespace !== namespace ? undefined : token;
}

/** `GET` and `DELETE` of a token's href (Tokens v3); 405 for every other path and method under `tokens`. */
export function manageToken(world: World, request: Request): Response {
  needCredentials(world, request);
  const segments = new URL(request.url).pathname.split("/").length - 1;
  const id = readSegment(request, 1);
  if (segments !== 2 || id === undefined || (request.method !== "GET" && request.method !== "DELETE")) return methodNotAllowed();
  needMediaType(request, MediaType.Tokens);
  const token = findToken(world, { href: request.url }) ?? refuse(resourceNotFound());
  if (request.method === "GET") return Response.json(toResource(token, originOf(request)), { headers: { "content-type": MediaType.Tokens } });
  world.tokens.delete(token.tokenId);
  return new Response(null, { status: 204 });
}

function toResource(token: StoredToken, origin: string): Readonly<Record<string, unknown>> {
  const { card, namespace, description } = token;
  const { href, tokenId, tokenExpiryDateTime, cardNumber, schemeReference } = toTokenAnswer(token, origin);
  return {
    tokenId,
    ...(description === undefined ? {} : { description }),
    ...(namespace === undefined ? {} : { namespace }),
    tokenExpiryDateTime,
    schemeTransactionReference: schemeReference,
    paymentInstrument: {
      type: "card/masked",
      cardNumber,
      cardHolderName: card.holder,
      cardExpiryDate: card.expiry,
      bin: card.number.slice(0, 6),
      brand: brandOf(card.number),
    },
    _links: { "tokens:token": { href } },
  };
}
