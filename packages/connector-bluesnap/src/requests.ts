import type { Secret } from "@switchyard/interfaces";

/** The outcome of BlueSnap's own 3DS, or the proof of another server's. */
export type ThreeDSecure =
  | { readonly threeDSecureReferenceId: string; readonly authResult: string }
  | ({ readonly cavv: Secret } & Readonly<Partial<Record<"eci" | "dsTransactionId" | "threeDSecureVersion", string | undefined>>>);
