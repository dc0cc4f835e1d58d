export { dummyCredentials } from "./auth.js";
export { dummy, type DummyConnector } from "./dummy.js";
