import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Snippet } from "./extract.js";

/** A folder from which the packages of the workspace are found by their names, as from any project that has installed them. */
function prepare(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of readdirSync(path.join(root, "packages"))) {
    let manifest: { readonly name?: string };
    try {
      // A package.json of this workspace: its name is text.
      manifest = JSON.parse(readFileSync(path.join(root, "packages", name, "package.json"), "utf8")) as { readonly name?: string };
    } catch {
      continue;
    }
    const link = path.join(folder, "node_modules", manifest.name ?? name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, "packages", name), link, "junction");
  }
}

/** Compiles all snippets as modules of one program, from the packages' sources. @returns one line for each fault, with page and line. */
export function faultsOf(
  root: string,
  snippets: readonly Snippet[],
  folder = path.join(root, "node_modules", ".cache", "snippets"),
): readonly string[] {
  prepare(root, folder);
  const byFile = new Map<string, Snippet>();
  snippets.forEach((snippet, index) => {
    const file = path.join(folder, `${snippet.file.replace(/\W+/g, "-")}-${String(index)}.mts`);
    writeFileSync(file, `${snippet.prelude}\n${snippet.code}\nexport {};\n`);
    byFile.set(file, snippet);
  });
  const { config } = ts.readConfigFile(path.join(root, "tooling", "tsconfig", "base.json"), (file) => readFileSync(file, "utf8")) as {
    readonly config: { readonly compilerOptions: Record<string, unknown> };
  };
  const off = {
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    noEmit: true,
    types: ["node"],
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, ...off }, root);
  const program = ts.createProgram([...byFile.keys()], options);
  return [...byFile].flatMap(([file, snippet]) => {
    const source = program.getSourceFile(file);
    const hidden = snippet.prelude.split("\n").length;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((fault) => {
      const line = source === undefined || fault.start === undefined ? 0 : source.getLineAndCharacterOfPosition(fault.start).line;
      return `${snippet.file}:${String(Math.max(snippet.line, snippet.line + line - hidden))} ${ts.flattenDiagnosticMessageText(fault.messageText, " ")}`;
    });
  });
}
