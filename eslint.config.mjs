import { workspaceRules } from "@switchyard-tooling/eslint-config";

export default workspaceRules(import.meta.dirname);
