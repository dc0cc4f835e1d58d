import { inspect } from "node:util";
import { createFaultServer } from "../faults/server.js";
import { serve } from "../loopback/serve.js";
import { openApiSource } from "../openapi/source.js";
import type { TransportKit } from "./kit.js";

/** Real HTTP over sockets of Node, and faults in it. */
export const nodeKit: TransportKit = {
  serve: (handler) => serve(handler),
  createFaultServer: (options) => createFaultServer(options),
  inspect: (value) => inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null }),
  openApi: () => openApiSource(),
};
