export { createAgenda } from "./simulator/agenda.js";
export type { Agenda } from "./simulator/agenda.js";
export { decimalsOf, readMajorUnits, toMajorNumber, writeMajorUnits } from "./simulator/amounts.js";
export { readJsonBody } from "./simulator/body.js";
export type { JsonBody } from "./simulator/body.js";
export { addDuration, createTestClock, systemClock, toMilliseconds } from "./simulator/clock.js";
export type { Clock, Duration, TestClock } from "./simulator/clock.js";
export { Alphabet, createSequentialIds } from "./simulator/ids.js";
export type { IdGenerator } from "./simulator/ids.js";
export { createRequestJournal } from "./simulator/journal.js";
export type { ReceivedRequest, RequestFilter, RequestJournal, RequestRecorder } from "./simulator/journal.js";
export { createLedger, MovementKind } from "./simulator/ledger.js";
export type { Ledger, LedgerView, Movement, MovementFilter, NewMovement } from "./simulator/ledger.js";
export { escapeHtml, hiddenInputs, readForm, toPage } from "./simulator/pages.js";
export { rawSegments, rawTarget } from "./simulator/raw-path.js";
export type { RawTarget } from "./simulator/raw-path.js";
export { createRoutes, Refusal, refuse } from "./simulator/routes.js";
export { createSimulator } from "./simulator/simulator.js";
export type { Simulator, SimulatorContext, SimulatorDefinition, SimulatorOptions } from "./simulator/simulator.js";
export { createStore } from "./simulator/store.js";
export type { Store } from "./simulator/store.js";
export { checkBody, integer, toJsonPath, ViolationRule } from "./simulator/violations.js";
export type { Checked, Violation } from "./simulator/violations.js";
export { createWebhookOutbox, doublingPauses } from "./simulator/webhooks.js";
export type {
  FetchHandler,
  NewWebhook,
  QueuedWebhook,
  WebhookDelivery,
  WebhookOutbox,
  WebhookOutboxOptions,
  WebhookReceiver,
  WebhookSignContext,
} from "./simulator/webhooks.js";
export { openBench } from "./conformance/bench.js";
export type { Bench, BenchOptions, Call, WireExchange } from "./conformance/bench.js";
export { ConformanceFailure, NothingToCheck } from "./conformance/check.js";
export { atOnce, heldFirst, methodsOf } from "./conformance/declaration.js";
export type { ConnectorUnderTest } from "./conformance/under-test.js";
export type { DeclaredMethod } from "./conformance/declaration.js";
export { findConnector } from "./conformance/exports.js";
export type { ConnectorPackage } from "./conformance/exports.js";
export { mandateMethod, stored, toRefundSyncInput, toRepeatInput, toRevokeInput } from "./conformance/journeys/inputs.js";
export { anyMethod, follow, toAuthorizeInput, toCompleteInput } from "./conformance/journeys/steps.js";
export type { Asked } from "./conformance/journeys/steps.js";
export type { CheckOutcome, ConformanceCheck, ConformanceReport, MatrixCell } from "./conformance/check.js";
export { defineConformance, runConformance } from "./conformance/define.js";
export type { ConformanceOptions, RunOptions } from "./conformance/define.js";
export type { FaultyHandler, OpenApiFile, OpenApiSource, ServedHandler, TransportKit } from "./conformance/kit.js";
export type {
  AuthorizeFields,
  BroughtBack,
  Browse,
  ConformanceProfile,
  DeclineProfile,
  FlowExercise,
  HostedProfile,
  MethodProfile,
  Payment,
  OpenApiProfile,
  Processor,
  SentWebhook,
  ThreeDsProfile,
  WebhookProfile,
  WebhookSchema,
} from "./conformance/profile.js";
