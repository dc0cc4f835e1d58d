import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { oneWayImports } from "./one-way-imports.mjs";
import { sourceResolver } from "./resolver.mjs";

const SHIPPED = ["packages/*/src/**/*.ts", "packages/*/simulator/**/*.ts"];
const CONFIGURATION = ["**/*.config.ts", "**/*.mjs"];
const TYPED = ["{packages,tooling,docs}/**/*.ts"];
const NODE_GLOBALS = [
  "Buffer",
  "clearInterval",
  "clearTimeout",
  "console",
  "fetch",
  "performance",
  "process",
  "Request",
  "Response",
  "setInterval",
  "setTimeout",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
];

const plugins = { switchyard: { rules: { "one-way-imports": oneWayImports } }, "import-x": importX };

const typescriptRules = {
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
  // A default branch is a choice; a missing one is an oversight.
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  // An unused name that starts with an underscore is a position that the signature demands.
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "no-restricted-syntax": [
    "error",
    { selector: "TSEnumDeclaration", message: "Write an `as const` object with a union type of the same name." },
    { selector: "TSModuleDeclaration[kind='namespace']", message: "A module is the namespace." },
  ],
  // Constant getters live on the prototype, index signatures name their key, and encoders match control characters.
  "@typescript-eslint/class-literal-property-style": "off",
  "@typescript-eslint/consistent-indexed-object-style": "off",
  "@typescript-eslint/dot-notation": "off",
  // It asks for the `!` that no-non-null-assertion forbids.
  "@typescript-eslint/non-nullable-type-assertion-style": "off",
  "no-control-regex": "off",
  eqeqeq: ["error", "always", { null: "ignore" }],
};

/** The rules of every file in the workspace. `root` is the absolute path of the workspace. */
export function workspaceRules(root) {
  return defineConfig([
    globalIgnores(["**/dist/", "**/coverage/", "**/.turbo/", "**/node_modules/", "packages/*/test/fixtures/", "tooling/create-connector/template/"]),
    { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
    {
      files: TYPED,
      ignores: CONFIGURATION,
      extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
      plugins,
      settings: {
        "import-x/resolver-next": [sourceResolver],
        "import-x/extensions": [".ts"],
        "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      },
      rules: {
        ...typescriptRules,
        "switchyard/one-way-imports": "error",
        "import-x/no-cycle": ["error", { ignoreExternal: true }],
      },
    },
    {
      files: ["packages/**/*.ts"],
      ignores: CONFIGURATION,
      rules: { "import-x/no-default-export": "error" },
    },
    {
      files: SHIPPED,
      rules: {
        "max-lines": ["error", { max: 400 }],
        "no-console": "error",
      },
    },
    // A generated table grows with the workspace.
    { files: ["**/generated.ts"], rules: { "max-lines": "off" } },
    {
      files: CONFIGURATION,
      extends: [js.configs.recommended, tseslint.configs.base],
      languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])) },
    },
  ]);
}
