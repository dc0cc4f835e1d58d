import type { AttemptStatus } from "@switchyard/interfaces";
import type { CustomerActionStatus, EndedStatus, FailedStatus, SucceededStatus } from "./results.js";

/** What an attempt status means to the caller of a payment method. */
export type StatusFamily = "succeeded" | "awaits_customer" | "failed" | "ended" | "pending";

type FamilyOf<S extends AttemptStatus> = S extends SucceededStatus
  ? "succeeded"
  : S extends CustomerActionStatus
    ? "awaits_customer"
    : S extends FailedStatus
      ? "failed"
      : S extends EndedStatus
        ? "ended"
        : "pending";

/** Every status in its family; the compiler keeps this table and the result types the same. */
export const STATUS_FAMILY: { readonly [S in AttemptStatus]: FamilyOf<S> } = {
  started: "pending",
  authentication_failed: "failed",
  router_declined: "failed",
  authentication_pending: "awaits_customer",
  authentication_successful: "succeeded",
  authorized: "succeeded",
  authorization_failed: "failed",
  charged: "succeeded",
  authorizing: "pending",
  cod_initiated: "pending",
  voided: "ended",
  voided_post_charge: "ended",
  void_initiated: "pending",
  capture_initiated: "pending",
  capture_failed: "failed",
  void_failed: "failed",
  auto_refunded: "ended",
  partial_charged: "succeeded",
  partially_authorized: "succeeded",
  partial_charged_and_chargeable: "succeeded",
  unresolved: "pending",
  pending: "pending",
  failure: "failed",
  payment_method_awaited: "awaits_customer",
  confirmation_awaited: "awaits_customer",
  device_data_collection_pending: "awaits_customer",
  integrity_failure: "failed",
  expired: "failed",
};
