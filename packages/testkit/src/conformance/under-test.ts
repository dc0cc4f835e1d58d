import type { AnyConnector, Flow } from "@switchyard/interfaces";

/** A connector as the suite sees it: it may have any flow, and each is looked for before it is used. */
export type ConnectorUnderTest = AnyConnector<Flow>;
