import { isBuiltin } from "node:module";
import path from "node:path";

const SCOPE = "@switchyard/";

/** What `src` of each package may import; `simulator` may import what its package's `src` may, and the testkit. */
const LAYERS = [
  { package: /^interfaces$/, imports: [] },
  { package: /^utils$/, imports: ["interfaces"] },
  { package: /^client$/, imports: ["interfaces", "utils"] },
  { package: /^testkit$/, imports: ["interfaces", "utils", "client"], nodeOnly: true },
  { package: /^family-/, imports: ["interfaces", "utils"] },
  { package: /^connector-/, imports: ["interfaces", "utils", "family-*"] },
  { package: /^registry$/, imports: ["interfaces", "utils", "connector-*"] },
];

/** Files that serve Node alone, by design: a subpath of its own, so that no other entry pulls it in. */
const NODE_ONLY_FILES = [/^client\/src\/undici[^/]*\.ts$/, /^client\/src\/undici\//, /^[^/]+\/src\/node\.ts$/];

/** Packages from the registry of npm that work on Node alone. */
const NODE_ONLY_DEPENDENCIES = new Set(["undici"]);

/** @returns where a file stands, or undefined outside of `packages/<name>/<area>/`. */
function placeOf(file) {
  const match = /(?:^|\/)packages\/([^/]+)\/([^/]+)\/(.+)$/.exec(file.split(path.sep).join("/"));
  return match === null ? undefined : { package: match[1], area: match[2], file: `${match[1]}/${match[2]}/${match[3]}` };
}

function matches(patterns, name) {
  return patterns.some((pattern) => (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}

function packageOf(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** @returns the message and its data when `specifier` may not be imported from `from`. */
function offence(specifier, filename, from) {
  const shipped = from.area === "src" || from.area === "simulator";
  if (specifier.startsWith(".")) {
    const to = placeOf(path.resolve(path.dirname(filename), specifier));
    if (to === undefined || to.package !== from.package) return { messageId: "leavesPackage", data: { specifier } };
    if (from.area === "simulator" && to.area !== "simulator") return { messageId: "simulatorReadsSource", data: { specifier } };
    if (shipped && to.area !== from.area) return { messageId: "leavesArea", data: { specifier, area: from.area } };
    return undefined;
  }
  if (!shipped) return undefined;
  const layer = LAYERS.find((candidate) => candidate.package.test(from.package));
  if (layer === undefined) return { messageId: "noLayer", data: { name: from.package } };
  if (specifier.startsWith(SCOPE)) {
    const name = packageOf(specifier).slice(SCOPE.length);
    const allowed = from.area === "simulator" ? [...layer.imports, "testkit"] : layer.imports;
    return matches(allowed, name) ? undefined : { messageId: "againstTheWay", data: { from: from.package, area: from.area, name } };
  }
  if (layer.nodeOnly === true || NODE_ONLY_FILES.some((pattern) => pattern.test(from.file))) return undefined;
  return isBuiltin(specifier) || NODE_ONLY_DEPENDENCIES.has(packageOf(specifier)) ? { messageId: "nodeOnly", data: { specifier } } : undefined;
}

/** Keeps imports between and inside packages pointing one way, and shipped code free of Node's modules. */
export const oneWayImports = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      leavesPackage: "'{{specifier}}' reaches into another package: import it by its package name.",
      leavesArea: "'{{specifier}}' is outside of {{area}}/, and {{area}}/ is shipped by itself.",
      simulatorReadsSource: "'{{specifier}}': a simulator is written from the tech-spec and imports nothing of its connector.",
      againstTheWay: "{{from}}/{{area}} may not import {{name}}: dependencies point one way.",
      nodeOnly: "'{{specifier}}' exists on Node alone: this code runs on every runtime.",
      noLayer: "packages/{{name}} has no place in the layers: give it one in tooling/eslint-config/one-way-imports.mjs.",
    },
  },
  create(context) {
    const from = placeOf(context.filename);
    if (from === undefined) return {};
    const check = (source) => {
      if (source?.type !== "Literal" || typeof source.value !== "string") return;
      const found = offence(source.value, context.filename, from);
      if (found !== undefined) context.report({ node: source, ...found });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression),
    };
  },
};
