import { MovementKind } from "@switchyard/testkit";
import { move } from "./lifecycle.js";
import { announce, EventCode, toEventDate, toFollowUpItem } from "./webhooks.js";
import { needPayment, newPspReference } from "./world.js";
import type { Dispute, World } from "./world.js";

/** `additionalData.disputeStatus` (tech-spec, section 5.3). */
export const DisputeStatus = {
  Unresponded: "Unresponded",
  Responded: "Responded",
  Expired: "Expired",
  Undefended: "Undefended",
  Accepted: "Accepted",
  Pending: "Pending",
  Lost: "Lost",
  Won: "Won",
} as const;
export type DisputeStatus = (typeof DisputeStatus)[keyof typeof DisputeStatus];

interface EventTraits {
  /** What the dispute's status is from then on. */
  readonly status: DisputeStatus;
  /** What happens to the money. */
  readonly moves?: MovementKind;
  /** The official samples of these come without what ties them to the payment, or without the status. */
  readonly isBare?: true;
}

const traits: Readonly<Partial<Record<EventCode, EventTraits>>> = {
  [EventCode.NotificationOfFraud]: { status: DisputeStatus.Unresponded },
  [EventCode.RequestForInformation]: { status: DisputeStatus.Unresponded },
  [EventCode.NotificationOfChargeback]: { status: DisputeStatus.Undefended },
  [EventCode.Chargeback]: { status: DisputeStatus.Undefended, moves: MovementKind.Chargeback },
  [EventCode.InformationSupplied]: { status: DisputeStatus.Pending },
  [EventCode.ChargebackReversed]: { status: DisputeStatus.Won, moves: MovementKind.ChargebackReversal, isBare: true },
  [EventCode.SecondChargeback]: { status: DisputeStatus.Lost, moves: MovementKind.Chargeback, isBare: true },
  [EventCode.PrearbitrationOpen]: { status: DisputeStatus.Pending },
  [EventCode.PrearbitrationWon]: { status: DisputeStatus.Won, isBare: true },
  [EventCode.PrearbitrationIssuerWithdrawn]: { status: DisputeStatus.Won },
  [EventCode.PrearbitrationLost]: { status: DisputeStatus.Lost, moves: MovementKind.Chargeback, isBare: true },
  [EventCode.PrearbitrationAccepted]: { status: DisputeStatus.Accepted },
  [EventCode.PrearbitrationDeclined]: { status: DisputeStatus.Pending },
  [EventCode.SchemeArbitration]: { status: DisputeStatus.Pending },
  [EventCode.SchemeArbitrationWon]: { status: DisputeStatus.Won, moves: MovementKind.ChargebackReversal },
  [EventCode.SchemeArbitrationLost]: { status: DisputeStatus.Lost },
  [EventCode.DisputeDefensePeriodEnded]: { status: DisputeStatus.Expired },
  [EventCode.IssuerResponseTimeframeExpired]: { status: DisputeStatus.Won },
  [EventCode.IssuerComments]: { status: DisputeStatus.Pending },
};

/** What a dispute is opened with. */
export interface NewDispute {
  /** Minor units; default: all that was captured. */
  readonly amount?: number | undefined;
  /** In words; default: `Other Fraud-Card Absent Environment`. */
  readonly reason?: string | undefined;
  /** The scheme's code; default `10.4`. It may start with a blank. */
  readonly reasonCode?: string | undefined;
  /** Default true. */
  readonly isDefendable?: boolean | undefined;
}

const DEFENSE_PERIOD = 18 * 86_400_000;

/** A dispute about a captured payment, of which nothing was told yet. Throws when nothing was captured. */
export function openDispute(world: World, paymentPspReference: string, asked: NewDispute = {}): Dispute {
  const payment = needPayment(world, paymentPspReference);
  const { amount = payment.captured, reason = "Other Fraud-Card Absent Environment", reasonCode = "10.4", isDefendable = true } = asked;
  if (payment.captured === 0 || amount > payment.captured) throw new Error("Only captured money can be disputed.");
  const dispute: Dispute = {
    pspReference: newPspReference(world),
    paymentPspReference,
    amount: { currency: payment.currency, value: amount },
    reason,
    reasonCode,
    status: DisputeStatus.Undefended,
    isDefendable,
    defendBy: toEventDate(new Date(world.clock.now().getTime() + DEFENSE_PERIOD)),
    documents: [],
    lastEvent: EventCode.NotificationOfFraud,
  };
  return world.disputes.put(dispute.pspReference, dispute);
}

/** The dispute of a pspReference that is known to be there. */
export function needDispute(world: World, pspReference: string): Dispute {
  const dispute = world.disputes.get(pspReference);
  if (dispute === undefined) throw new Error("The simulator has no such dispute.");
  return dispute;
}

/** How an event is told otherwise than usual. */
export interface DisputeEventOptions {
  /** Default: the status that the event leads to. */
  readonly status?: DisputeStatus | undefined;
  /** Leaves `disputeStatus` out of the event, as some official samples do. */
  readonly withoutStatus?: boolean | undefined;
}

/** Tells the next event of a dispute and moves the money that goes with it. Throws for an event that is no dispute's. */
export function tellOfDispute(world: World, pspReference: string, eventCode: EventCode, options: DisputeEventOptions = {}): Dispute {
  const known = traits[eventCode];
  if (known === undefined) throw new Error(`${eventCode} is no event of a dispute.`);
  const { status = known.status } = options;
  const dispute = world.disputes.update(pspReference, (before) => ({ ...before, status, lastEvent: eventCode }));
  const payment = needPayment(world, dispute.paymentPspReference);
  if (known.moves !== undefined) move(world, known.moves, payment, dispute.amount.value, dispute.pspReference);
  const { originalReference, ...item } = toFollowUpItem(world, payment, pspReference);
  const isBare = known.isBare === true;
  announce(world, {
    ...item,
    ...(isBare ? {} : { originalReference }),
    eventCode,
    amount: dispute.amount,
    reason: dispute.reason,
    additionalData: toDisputeData(dispute, payment.instrument.variant, isBare || options.withoutStatus === true),
  });
  return dispute;
}

function toDisputeData(
  { reasonCode, status, isDefendable, defendBy }: Dispute,
  scheme: string,
  withoutStatus: boolean,
): Readonly<Record<string, string>> {
  return {
    chargebackReasonCode: reasonCode,
    chargebackSchemeCode: scheme,
    ...(withoutStatus ? {} : { disputeStatus: status }),
    defendable: String(isDefendable),
    ...(isDefendable ? { defensePeriodEndsAt: defendBy } : {}),
    modificationMerchantReferences: "",
  };
}
