import { packagesAt, type PackageFolder, type Violation } from "./files.js";
import { documentRule, faceRule, fileRule, fixtureRule, importRule, manifestRule, sizeRule, type StructureRule } from "./rules.js";

export type { Violation } from "./files.js";

const RULES: readonly StructureRule[] = [fileRule, manifestRule, importRule, faceRule, sizeRule, documentRule, fixtureRule];

function violationsOf(folder: PackageFolder): readonly Violation[] {
  return RULES.flatMap((rule) => rule(folder)).map((found) => ({ package: folder.name, ...found }));
}

/**
 * Whether every package is like every other: the same files, the same exports, imports that point one way, a pair of
 * fixtures for each declared flow. `root` is a workspace with a `packages` folder, or the folder of one package.
 */
export function checkStructure(root: string): readonly Violation[] {
  return packagesAt(root).flatMap(violationsOf);
}

/** A violation as one line. */
export function toLine({ package: name, rule, file, message }: Violation): string {
  return `${name}${file === undefined ? "" : `/${file}`} ${message} [${rule}]`;
}
