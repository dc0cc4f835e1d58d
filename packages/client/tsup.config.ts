import { packageBuild } from "@switchyard-tooling/tsup-config";

// ky comes in one file of its own, loaded with the first request: its thirty would cost a process as much as all else of ours.
export default packageBuild({ "src/index": "src/index.ts", "src/undici": "src/undici.ts" }, { noExternal: [/^ky$/] });
