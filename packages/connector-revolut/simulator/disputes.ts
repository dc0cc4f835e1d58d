import { addDuration, MovementKind, refuse } from "@switchyard/testkit";
import { errorAnswer, failNotFound, failValidation, needUuid } from "./answers.js";
import { needBody } from "./gate.js";
import { challengeRequest } from "./schemas.js";
import { toDisputeAnswer } from "./views.js";
import { announce } from "./webhooks.js";
import { needOrder, now, OrderState, type Dispute, type World } from "./world.js";

function needDispute(world: World, id: string): Dispute {
  return world.disputes.get(needUuid(world, id)) ?? failNotFound(world, "Dispute", id);
}

/** A dispute that still waits for the merchant; refuses any other. */
function needOpen(world: World, id: string): Dispute {
  const dispute = needDispute(world, id);
  if (dispute.state !== "needs_response") refuse(errorAnswer(world, 422, "bad_state", `Dispute is in ${dispute.state} state`));
  return dispute;
}

function move(world: World, id: string, changed: Partial<Dispute>, event: string): Dispute {
  const dispute = world.disputes.update(id, (before) => ({ ...before, ...changed, updatedAt: now(world) }));
  announce(world, event, { dispute_id: id });
  return dispute;
}

/** What the scheme does: takes the money back, and asks the merchant for an answer within 15 days. */
export function openDispute(world: World, orderId: string, given: { readonly amount?: number; readonly reasonCode?: string } = {}): string {
  const order = needOrder(world, orderId);
  if (order.state !== OrderState.Completed) throw new Error("Only a completed order can be disputed.");
  const id = world.ids.uuid();
  const amount = given.amount ?? order.amount;
  const dispute: Dispute = {
    id,
    orderId,
    state: "needs_response",
    substate: "new",
    amount,
    currency: order.currency,
    reasonCode: given.reasonCode ?? "10.4",
    reasonDescription: "Other Fraud: Card-Absent Environment",
    createdAt: now(world),
    updatedAt: now(world),
    dueAt: addDuration(world.clock.now(), { days: 15 }).toISOString(),
    evidences: [],
  };
  world.disputes.put(id, dispute);
  world.ledger.record({ kind: MovementKind.Chargeback, paymentId: orderId, amount, currency: order.currency });
  announce(world, "DISPUTE_ACTION_REQUIRED", { dispute_id: id });
  world.agenda.after({ days: 15 }, () => {
    if (world.disputes.get(id)?.state === "needs_response") move(world, id, { state: "lost", substate: "lost_expired" }, "DISPUTE_LOST");
  });
  return id;
}

/** What the scheme decides of a challenge. */
export function decideDispute(world: World, id: string, state: "won" | "lost"): void {
  if (world.disputes.get(id)?.state !== "under_review") throw new Error("Only a challenged dispute is decided.");
  const { orderId, amount, currency } = move(world, id, { state, substate: `${state}_representment` }, `DISPUTE_${state.toUpperCase()}`);
  if (state === "won") world.ledger.record({ kind: MovementKind.ChargebackReversal, paymentId: orderId, amount, currency });
}

export function showDispute(world: World, id: string): Response {
  const dispute = needDispute(world, id);
  return Response.json(toDisputeAnswer(dispute, needOrder(world, dispute.orderId)));
}

export function listDisputes(world: World, { url }: Request): Response {
  const state = new URL(url).searchParams.get("state");
  const found = world.disputes.values().filter((dispute) => state === null || dispute.state === state);
  return Response.json(found.map((dispute) => toDisputeAnswer(dispute, needOrder(world, dispute.orderId))));
}

/** `POST …/accept`: concedes it. */
export async function acceptDispute(world: World, id: string, request: Request): Promise<Response> {
  if ((await request.text()) !== "") failValidation(world, "This request has no body");
  needOpen(world, id);
  move(world, id, { state: "lost", substate: "lost_accepted" }, "DISPUTE_LOST");
  return new Response(null, { status: 204 });
}

const MOST_BYTES = 10 * 1024 * 1024;
const FILE_TYPES: readonly string[] = ["application/pdf", "image/png", "image/jpeg"];

async function readFile(world: World, request: Request): Promise<File> {
  const form = await request.formData().catch(() => undefined);
  const file = form?.get("file");
  return file instanceof File ? file : failValidation(world, "file: missing");
}

/** `POST …/evidences`: one file, as a form. */
export async function uploadEvidence(world: World, id: string, request: Request): Promise<Response> {
  const file = await readFile(world, request);
  if (file.size > MOST_BYTES) {
    const message = "The uploaded file exceeds the maximum allowed size of 10MB";
    refuse(errorAnswer(world, 413, "max_uploaded_file_size_limit_exceeded", message));
  }
  if (!FILE_TYPES.includes(file.type)) {
    refuse(errorAnswer(world, 415, "unsupported_media_type", "The uploaded file type is not supported. Allowed types: PDF, PNG, JPEG"));
  }
  if (needOpen(world, id).evidences.length >= 100) failValidation(world, "At most 100 files");
  const evidence = world.ids.uuid();
  world.disputes.update(id, (dispute) => ({ ...dispute, evidences: [...dispute.evidences, evidence] }));
  return Response.json({ id: evidence });
}

/** `POST …/challenge`: contests it with evidence that was uploaded before. */
export async function challengeDispute(world: World, id: string, request: Request): Promise<Response> {
  const { evidences } = await needBody(world, request, challengeRequest);
  const dispute = needOpen(world, id);
  const unknown = evidences.find((evidence) => !dispute.evidences.includes(evidence));
  if (unknown !== undefined) failNotFound(world, "Evidence", unknown);
  const left = dispute.evidences.filter((evidence) => !evidences.includes(evidence));
  move(world, id, { state: "under_review", substate: "representment", evidences: left }, "DISPUTE_UNDER_REVIEW");
  return new Response(null, { status: 204 });
}
