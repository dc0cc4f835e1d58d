import { emit } from "../events.js";
import type { MandateData } from "../params/common.js";
import type { Fields, Mandate, PaymentMethod } from "../wires.js";
import { change, newId, put, seconds, type Actor, type World } from "../world.js";
import { changeInstrument } from "./payment-methods.js";

/** What a mandate is made of besides its payment method. */
export interface NewMandate {
  readonly data: MandateData | undefined;
  readonly status: Mandate["status"];
  /** For one payment only. */
  readonly singleUse?: { readonly amount: number; readonly currency: string } | undefined;
}

/** A new mandate, which later debits of the payment method are made under. */
export function createMandate(
  world: World,
  actor: Actor,
  { id: paymentMethod, type }: PaymentMethod,
  { data, status, singleUse }: NewMandate,
): Mandate {
  const acceptance = data?.customer_acceptance;
  const mandate: Mandate = {
    id: newId(world, "mandate_1"),
    object: "mandate",
    customer_acceptance: {
      accepted_at: acceptance?.accepted_at ?? seconds(world),
      ...(acceptance?.type === "online" ? { online: acceptance.online, type: "online" } : { offline: {}, type: "offline" }),
    },
    livemode: actor.owner.livemode,
    payment_method: paymentMethod,
    payment_method_details: { type, [type]: toDetails(world, type) },
    status,
    ...(singleUse === undefined ? { multi_use: {}, type: "multi_use" } : { single_use: singleUse, type: "single_use" }),
  };
  changeInstrument(world, paymentMethod, { mandate: mandate.id });
  return put(world.tables.mandate, actor.owner, mandate);
}

function toDetails(world: World, type: string): Fields {
  const reference = world.ids.token(16, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
  const url = `https://hooks.stripe.com/adapter/${type}/mandate/${reference}`;
  switch (type) {
    case "sepa_debit":
      return { reference, url };
    case "bacs_debit":
      return { display_name: null, network_status: "accepted", reference, revocation_reason: null, service_user_number: null, url };
    case "au_becs_debit":
      return { url };
    case "paypal":
      return { billing_agreement_id: `B-${reference}`, payer_id: null };
    default:
      return {};
  }
}

/** Gives a mandate another status, and tells the merchant. */
export function setMandateStatus(world: World, actor: Actor, id: string, status: Mandate["status"]): Mandate {
  const mandate = change(world.tables.mandate, id, { status });
  emit(world, actor, "mandate.updated", mandate);
  return mandate;
}
