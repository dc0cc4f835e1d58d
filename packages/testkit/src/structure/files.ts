import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Something about a package that is not as in every other. */
export interface Violation {
  /** The folder's name. */
  readonly package: string;
  /** Stable: `files`, `manifest`, `imports`, `fixtures`, `size`, `documents`. */
  readonly rule: string;
  /** Relative to the package. */
  readonly file?: string | undefined;
  readonly message: string;
}

/** A package as the rules look at it. */
export interface PackageFolder {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Every file of its own, relative with forward slashes: no build, no dependencies. */
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

type Dependencies = Readonly<Record<string, string>>;

export interface Manifest {
  readonly name?: string;
  readonly type?: string;
  readonly license?: string;
  readonly description?: string;
  readonly private?: boolean;
  readonly sideEffects?: boolean;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Dependencies;
  readonly peerDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly switchyard?: {
    readonly connector?: string;
    readonly displayName?: string;
    readonly routable?: boolean;
    /** The fields of the credentials in the processor's words, by type. */
    readonly auth?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** What tools make, and what is not the package's own. */
const NOT_OURS: ReadonlySet<string> = new Set(["node_modules", "dist", ".turbo", "coverage"]);

function filesIn(folder: string, prefix = ""): readonly string[] {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    if (prefix === "" && NOT_OURS.has(entry.name)) return [];
    const name = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? filesIn(folder, name) : [name];
  });
}

export function readPackage(folder: string): PackageFolder {
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  return {
    name: path.basename(folder),
    folder,
    // A manifest is JSON of this shape, or pnpm would not have installed it.
    manifest: JSON.parse(read("package.json")) as Manifest,
    files: filesIn(folder),
    read,
  };
}

/** The packages under a root: those in its `packages` folder, or the root itself. */
export function packagesAt(root: string): readonly PackageFolder[] {
  const parent = path.join(root, "packages");
  if (!existsSync(parent)) return [readPackage(path.resolve(root))];
  return readdirSync(parent)
    .sort()
    .map((name) => path.join(parent, name))
    .filter((folder) => statSync(folder).isDirectory() && existsSync(path.join(folder, "package.json")))
    .map(readPackage);
}

/** The lines of a text. An end of line at the end starts none. */
export function linesOf(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}
