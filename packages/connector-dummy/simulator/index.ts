export { DELAY_HEADER } from "./answers.js";
export type { DummyControls, PaymentSnapshot } from "./controls.js";
export { MagicAmount, MagicAnswer, MagicCard, MagicRefund } from "./magic.js";
export { dummyProfile } from "./profile.js";
export { dummyTransport, type DummyTransport, type DummyTransportOptions } from "./transport.js";
export { PaymentStatus, RefundStatus } from "./world.js";
export { createDummySimulator, DUMMY_SIMULATOR_DEFAULTS, type DummySimulator, type DummySimulatorOptions } from "./simulator.js";
