import { packageBuild } from "@switchyard-tooling/tsup-config";

// zod and noble are bundled as far as they are used: importing them whole would cost every process its start.
export default packageBuild(
  { "src/index": "src/index.ts", "src/encode/xml/index": "src/encode/xml/index.ts" },
  { noExternal: [/^zod/, /^@noble\/hashes/] },
);
