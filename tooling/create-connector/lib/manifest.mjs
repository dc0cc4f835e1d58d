import { AUTH } from "./options.mjs";
import { STYLE } from "./style.mjs";

const json = (value) => `${JSON.stringify(value)}\n`;

function humanWords(word) {
  return word === "apiKey" ? "API key" : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function subpath(folder, { standalone }) {
  const source = standalone ? {} : { "@switchyard/source": `./${folder}/index.ts` };
  return { ...source, types: `./dist/${folder}/index.d.ts`, default: `./dist/${folder}/index.js` };
}

/** The package.json of the connector: as the others' in the workspace, or of a package that stands alone. */
export function manifestOf(options, { standalone, packageName, versions }) {
  const { names, displayName, auth } = options;
  const { type, fields } = AUTH[auth];
  const exported = { ".": subpath("src", { standalone }), "./simulator": subpath("simulator", { standalone }), "./package.json": "./package.json" };
  const within = (exact) => (name) => [name, standalone ? versions[name] : exact];
  const dependencies = ["@switchyard/interfaces", "@switchyard/utils"].map(within("workspace:^"));
  const peers = [
    ["@switchyard/testkit", within("workspace:^")("@switchyard/testkit")[1]],
    ["zod", versions.zod],
  ];
  const tools = standalone
    ? [
        ...["@switchyard/client", "@switchyard/testkit", "@types/node", "typescript", "vitest"].map((name) => [name, versions[name]]),
        ["zod", versions.zod],
      ]
    : [
        ["@switchyard-tooling/tsup-config", "workspace:*"],
        ["@switchyard/client", "workspace:*"],
        ["@switchyard/testkit", "workspace:*"],
        ["zod", versions.zod],
      ];
  return {
    name: packageName,
    version: "0.0.0",
    description: `${displayName} for Switchyard.`,
    ...(standalone ? {} : { license: "Apache-2.0" }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=22" },
    switchyard: {
      connector: names.snake,
      displayName,
      routable: true,
      auth: { [type]: Object.fromEntries(Object.entries(fields).map(([field, word]) => [field, humanWords(word)])) },
    },
    exports: exported,
    files: ["dist", "!dist/.tsbuildinfo", "src", "simulator", "CHANGELOG.md"],
    scripts: standalone
      ? { build: "tsc -p tsconfig.build.json", test: "vitest run", lint: "tsc --noEmit", prepack: "npm run build" }
      : { build: "tsup && tsc -b" },
    dependencies: Object.fromEntries(dependencies),
    peerDependencies: Object.fromEntries(peers),
    peerDependenciesMeta: { "@switchyard/testkit": { optional: true }, zod: { optional: true } },
    devDependencies: Object.fromEntries(tools),
    publishConfig: { access: "public", provenance: true },
  };
}

const compilerOptions = {
  target: "ES2023",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  moduleDetection: "force",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
};

/** What the workspace has in one place, and a package that stands alone has for itself. */
export function standaloneFiles() {
  return [
    ["tsconfig.json", json({ compilerOptions: { ...compilerOptions, noEmit: true }, include: ["src", "simulator", "test"] })],
    [
      "tsconfig.build.json",
      json({
        extends: "./tsconfig.json",
        compilerOptions: { noEmit: false, rootDir: ".", outDir: "dist", types: [], declaration: true, declarationMap: true, sourceMap: true },
        include: ["src", "simulator"],
      }),
    ],
    [".prettierrc.json", json(STYLE)],
    [".gitignore", "node_modules/\ndist/\n"],
  ];
}

/** The two configuration files that point at the workspace's own. */
export const workspaceFiles = () => [
  [
    "tsconfig.json",
    json({
      extends: "../../tooling/tsconfig/base.json",
      compilerOptions: { rootDir: ".", outDir: "dist", tsBuildInfoFile: "dist/.tsbuildinfo" },
      include: ["src", "simulator"],
      references: ["interfaces", "utils", "testkit"].map((name) => ({ path: `../${name}` })),
    }),
  ],
  [
    "tsup.config.ts",
    'import { packageBuild } from "@switchyard-tooling/tsup-config";\n\nexport default packageBuild({ "src/index": "src/index.ts", "simulator/index": "simulator/index.ts" });\n',
  ],
];
