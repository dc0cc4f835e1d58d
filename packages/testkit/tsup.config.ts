import { packageBuild } from "@switchyard-tooling/tsup-config";

export default packageBuild({
  "src/index": "src/index.ts",
  "src/node": "src/node.ts",
  "src/openapi": "src/openapi.ts",
  "src/vitest": "src/vitest.ts",
});
