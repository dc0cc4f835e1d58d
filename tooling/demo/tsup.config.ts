import { packageBuild } from "@switchyard-tooling/tsup-config";

export default packageBuild({ main: "src/main.ts" }, { platform: "node" });
