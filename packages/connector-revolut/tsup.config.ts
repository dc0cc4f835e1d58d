import { packageBuild } from "@switchyard-tooling/tsup-config";

export default packageBuild({ "src/index": "src/index.ts", "simulator/index": "simulator/index.ts" });
