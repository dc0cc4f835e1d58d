import type { IncomingWebhookRequest } from "../http.js";
import type { ConnectorWebhookSecrets } from "../webhooks.js";

/** VerifyWebhookSource: ask the processor whether it sent a webhook, where no signature can tell. */
export interface VerifyWebhookSourceRequestData {
  readonly webhook: IncomingWebhookRequest;
  readonly merchantSecrets: ConnectorWebhookSecrets;
}

/** Whether the processor calls a webhook its own. */
export const VerifyWebhookStatus = {
  SourceVerified: "source_verified",
  SourceNotVerified: "source_not_verified",
} as const;
/** One of {@link VerifyWebhookStatus}. */
export type VerifyWebhookStatus = (typeof VerifyWebhookStatus)[keyof typeof VerifyWebhookStatus];

/** The processor's word on a webhook. */
export interface VerifyWebhookSourceResponseData {
  readonly verifyWebhookStatus: VerifyWebhookStatus;
}
