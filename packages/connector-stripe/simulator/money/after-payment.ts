import { emit } from "../events.js";
import { instrumentOf } from "../methods/payment-methods.js";
import { newId, seconds, stripeItself, wireOf, type Owner, type World } from "../world.js";
import { openDispute } from "./disputes.js";

/** Plans what test cards and accounts do once they are charged: disputes, inquiries, fraud warnings. */
export function planAfterPayment(world: World, owner: Owner, charge: string, method: string): void {
  const { card, account } = instrumentOf(world, method);
  const kind = card?.dispute ?? (account?.disputed === true ? "debit" : undefined);
  if (kind === undefined) return;
  world.agenda.after(world.settings.disputesOpenAfter, () => {
    switch (kind) {
      case "fraudulent":
        openDispute(world, charge);
        return;
      case "product_not_received":
        openDispute(world, charge, { reason: "product_not_received" });
        return;
      case "inquiry":
        openDispute(world, charge, { inquiry: true });
        return;
      case "debit":
        openDispute(world, charge, { reason: "debit_not_authorized" });
        return;
      case "several":
        openSeveral(world, charge);
        return;
      case "early_warning":
        warn(world, owner, charge);
        return;
    }
  });
}

function openSeveral(world: World, charge: string): void {
  const half = Math.floor(wireOf(world.tables.charge, charge).amount_captured / 2);
  openDispute(world, charge, { amount: half });
  openDispute(world, charge, { amount: half });
}

function warn(world: World, owner: Owner, chargeId: string): void {
  const { payment_intent } = wireOf(world.tables.charge, chargeId);
  emit(world, stripeItself(owner), "radar.early_fraud_warning.created", {
    id: newId(world, "issfr_1"),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: chargeId,
    created: seconds(world),
    fraud_type: "made_with_stolen_card",
    livemode: owner.livemode,
    payment_intent,
  });
}
