export { PaymentStatus, TestCard } from "./cards.js";
export type { TrustpayControls } from "./controls.js";
export type { TrustpaySimulatorCredentials } from "./gate.js";
export { signatureOf } from "./notifications.js";
export { trustpayProfile } from "./profile.js";
export { createTrustpaySimulator, TRUSTPAY_SIMULATOR_DEFAULTS, type TrustpaySimulator, type TrustpaySimulatorOptions } from "./simulator.js";
export { BankState, type BankPayment, type Instance, type NotificationStyle, type Reason } from "./world.js";
