import type { Linter } from "eslint";

/** The rules of every file in the workspace. `root` is the absolute path of the workspace. */
export function workspaceRules(root: string): Linter.Config[];
