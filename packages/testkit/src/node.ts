export { faultKinds, isForwarded } from "./faults/kinds.js";
export type { Fault, FaultKind, FaultTarget } from "./faults/kinds.js";
export { createFaultServer } from "./faults/server.js";
export type { FaultServer, FaultServerOptions, SeenRequest } from "./faults/server.js";
export { createRefusedPort } from "./loopback/refused.js";
export type { RefusedPort } from "./loopback/refused.js";
export { serve } from "./loopback/serve.js";
export type { LoopbackServer, ServeOptions } from "./loopback/serve.js";
export { nodeKit } from "./conformance/node-kit.js";
