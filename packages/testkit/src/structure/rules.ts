import { METHOD_OF_FLOW } from "@switchyard/client";
import { FLOW_EFFECT, type Flow } from "@switchyard/interfaces";
import { linesOf, type PackageFolder, type Violation } from "./files.js";
import { importsOf, offenceOf } from "./imports.js";

const MOST_LINES = 400;
/** A package's own configuration points at the base and says no more. */
const MOST_CONFIGURATION = 40;

type Found = Omit<Violation, "package">;
export type StructureRule = (folder: PackageFolder) => readonly Found[];

export function isConnector({ name, manifest }: PackageFolder): boolean {
  return name.startsWith("connector-") || manifest.switchyard?.connector !== undefined;
}

/** What the connector's files are called: its name with hyphens, as its folder has it. */
function connectorOf({ name, manifest }: PackageFolder): string {
  return manifest.switchyard?.connector?.replaceAll("_", "-") ?? name.replace(/^connector-/, "");
}

const AT_ROOT = [/^package\.json$/, /^README\.md$/, /^CHANGELOG\.md$/, /^LICENSE$/, /^tsconfig\.json$/, /^tsup\.config\.ts$/];
const EVERYWHERE = [...AT_ROOT, /^src\/.+\.ts$/, /^test\/.+$/, /^docs\/.+$/, /^bin\/[\w-]+\.mjs$/, /^config\/[\w-]+\.toml$/];

function connectorFiles(folder: PackageFolder): readonly RegExp[] {
  const own = ["index", connectorOf(folder), "auth", "requests", "responses", "specifications", "transformers", "webhooks"];
  return [
    ...AT_ROOT,
    new RegExp(`^src/(${own.join("|")})\\.ts$`),
    /^src\/transformers\/[\w/-]+\.ts$/,
    /^simulator\/[\w/-]+\.ts$/,
    /^docs\/.+\.md$/,
    /^test\/[\w./-]+\.ts$/,
    /^test\/fixtures\/[\w.-]+\.(request|response)\.json$/,
  ];
}

/** Every connector has the same files, and no other. */
export const fileRule: StructureRule = (folder) => {
  const { files } = folder;
  const allowed = isConnector(folder) ? connectorFiles(folder) : EVERYWHERE;
  const strange = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  const name = connectorOf(folder);
  const needed = isConnector(folder)
    ? [
        "tsconfig.json",
        "src/index.ts",
        `src/${name}.ts`,
        "src/auth.ts",
        "src/requests.ts",
        "src/responses.ts",
        "src/specifications.ts",
        "simulator/index.ts",
        "simulator/profile.ts",
        `test/${name}.test.ts`,
        "test/conformance.test.ts",
      ]
    : ["tsconfig.json", "src/index.ts"];
  const transformers = !isConnector(folder) || files.some((file) => /^src\/transformers(\.ts$|\/)/.test(file));
  return [
    ...strange.map((file) => ({ rule: "files", file, message: "has no place in a package of this kind" })),
    ...needed.filter((file) => !files.includes(file)).map((file) => ({ rule: "files", file, message: "is missing" })),
    ...(transformers ? [] : [{ rule: "files", file: "src/transformers.ts", message: "is missing" }]),
  ];
};

/** A file past this length holds two things. */
export const sizeRule: StructureRule = ({ files, read }) =>
  files
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith("test/"))
    .flatMap((file) => {
      const lines = linesOf(read(file));
      const most = /^(src|simulator|bin)\//.test(file) ? MOST_LINES : MOST_CONFIGURATION;
      return lines <= most ? [] : [{ rule: "size", file, message: `has ${String(lines)} lines; ${String(most)} is the most` }];
    });

const CONNECTOR_EXPORTS = [".", "./simulator", "./package.json"];

function dependencyViolations({ manifest }: PackageFolder): readonly Found[] {
  const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"] as const;
  return kinds.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).flatMap(([name, range]) => {
      if (!name.startsWith("@switchyard") || !range.startsWith("workspace:")) return [];
      const allowed = kind === "devDependencies" ? ["workspace:^", "workspace:*"] : ["workspace:^"];
      return allowed.includes(range)
        ? []
        : [{ rule: "manifest", file: "package.json", message: `${kind} has ${name} at ${range}; write workspace:^` }];
    }),
  );
}

/** What package.json says is the same in every package, down to the exports. */
export const manifestRule: StructureRule = (folder) => {
  const { manifest, name } = folder;
  const says: (readonly [holds: boolean, message: string])[] = [
    [manifest.type === "module", `"type" is not "module"`],
    [manifest.sideEffects === false, `"sideEffects" is not false`],
    [manifest.license !== undefined, `"license" is missing`],
    [(manifest.description ?? "") !== "", `"description" is missing`],
    [/^>=\d+/.test(manifest.engines?.node ?? ""), `"engines.node" is missing`],
    [manifest.exports?.["."] !== undefined, `exports "." is missing`],
    [["dist", "src"].every((each) => manifest.files?.includes(each) === true), `"files" lacks dist or src`],
    [manifest.dependencies?.["@switchyard/testkit"] === undefined, "the testkit is a dependency of production"],
  ];
  if ((manifest.name ?? "").startsWith("@switchyard/"))
    says.push([manifest.name === `@switchyard/${name}`, `the package is called ${manifest.name ?? ""}, its folder ${name}`]);
  if (isConnector(folder)) {
    const { connector, displayName, routable, auth = {} } = manifest.switchyard ?? {};
    const exported = Object.keys(manifest.exports ?? {});
    says.push(
      [
        /^[a-z][a-z0-9_]*$/.test(connector ?? "") && (displayName ?? "") !== "" && routable !== undefined,
        `"switchyard" lacks connector, displayName or routable`,
      ],
      [Object.keys(auth).length > 0, `"switchyard" does not say in "auth" what the credentials are: { "HeaderKey": { "api_key": "API key" } }`],
      [
        exported.length === CONNECTOR_EXPORTS.length && CONNECTOR_EXPORTS.every((each) => exported.includes(each)),
        `exports are ${exported.join(", ")}; they should be ${CONNECTOR_EXPORTS.join(", ")}`,
      ],
      [manifest.files?.includes("simulator") === true, `"files" lacks simulator`],
    );
  }
  return [
    ...says.flatMap(([holds, message]) => (holds ? [] : [{ rule: "manifest", file: "package.json", message }])),
    ...dependencyViolations(folder),
  ];
};

/** Imports point one way; what is shipped runs on every runtime. */
export const importRule: StructureRule = (folder) =>
  folder.files
    .filter((file) => /^(src|simulator)\/.+\.ts$/.test(file))
    .flatMap((file) =>
      importsOf(folder.read(file)).flatMap((specifier) => {
        const offence = offenceOf(folder, file, specifier);
        return offence === undefined ? [] : [{ rule: "imports", file, message: `'${specifier}' ${offence}` }];
      }),
    );

/** The public face: the connector, its credentials, its types. Nothing is made there. */
export const faceRule: StructureRule = (folder) => {
  if (!isConnector(folder) || !folder.files.includes("src/index.ts")) return [];
  const code = folder.read("src/index.ts").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const statements = code.split(";").map((each) => each.trim());
  const own = statements.filter((each) => each !== "" && !/^export\s(type\s)?(\{[^}]*\}|\*)\s*from\s["'][^"']+["']$/.test(each));
  return own.map((each) => ({ rule: "face", file: "src/index.ts", message: `is more than exports from elsewhere: ${each.slice(0, 40)}` }));
};

/** What people read: how to use it, and for a connector what is known of the processor. */
export const documentRule: StructureRule = (folder) => {
  const { files, read, manifest } = folder;
  const needed = isConnector(folder) ? ["README.md", "docs/tech-spec.md"] : ["README.md"];
  const titled = [...needed, "CHANGELOG.md"].filter((file) => files.includes(file) && !/^# \S/.test(read(file)));
  const changes = files.includes("CHANGELOG.md") && !read("CHANGELOG.md").startsWith(`# ${manifest.name ?? ""}\n`);
  const readme = files.includes("README.md") ? read("README.md") : undefined;
  const naming = readme === undefined || readme.includes(manifest.name ?? "");
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => ({ rule: "documents", file, message: "is missing" })),
    ...titled.map((file) => ({ rule: "documents", file, message: "does not begin with a title" })),
    ...(changes ? [{ rule: "documents", file: "CHANGELOG.md", message: "does not begin with the package's name, as changesets write it" }] : []),
    ...(naming ? [] : [{ rule: "documents", file: "README.md", message: "does not say how to install the package" }]),
  ];
};

/** `IncrementalAuthorization` as `increment-authorization`: the client's method, in the words of files. */
export function fixtureName(flow: Flow): string {
  return METHOD_OF_FLOW[flow].replace(/[A-Z]/g, "-$&").toLowerCase();
}

/** The keys of the `flows` of a declaration. */
export function declaredFlows(source: string): readonly Flow[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "");
  const start = /\bflows:\s*\{/.exec(code);
  if (start === null) return [];
  let depth = 1;
  let own = "";
  for (const character of code.slice(start.index + start[0].length)) {
    if ("{[(".includes(character)) depth += 1;
    if ("}])".includes(character)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1) own += character;
  }
  const names = [...own.matchAll(/(?:^|[,\s}\])])([A-Z]\w+)\s*(?=[:,]|$)/g)].map(([, name]) => name ?? "");
  return [...new Set(names)].filter((name): name is Flow => Object.hasOwn(FLOW_EFFECT, name));
}

function isDated(folder: PackageFolder, file: string): boolean {
  try {
    const { source, date } = JSON.parse(folder.read(file)) as { readonly source?: unknown; readonly date?: unknown };
    return typeof source === "string" && source !== "" && typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date);
  } catch {
    return false;
  }
}

/** Every declared flow has its request and its answer as files, each with its source and date. */
export const fixtureRule: StructureRule = (folder) => {
  const declaration = `src/${connectorOf(folder)}.ts`;
  if (!isConnector(folder) || !folder.files.includes(declaration)) return [];
  const flows = declaredFlows(folder.read(declaration));
  if (flows.length === 0) return [{ rule: "fixtures", file: declaration, message: "declares no flows that can be read" }];
  const fixtures = folder.files.filter((file) => file.startsWith("test/fixtures/"));
  const missing = flows.flatMap((flow) =>
    ["request", "response"].flatMap((half) => {
      const pattern = new RegExp(`^test/fixtures/${fixtureName(flow)}\\.[\\w-]+\\.${half}\\.json$`);
      if (fixtures.some((file) => pattern.test(file))) return [];
      return [{ rule: "fixtures", file: `test/fixtures/${fixtureName(flow)}.<case>.${half}.json`, message: `is missing: ${flow} is declared` }];
    }),
  );
  const undated = fixtures.filter((file) => file.endsWith(".json") && !isDated(folder, file));
  return [...missing, ...undated.map((file) => ({ rule: "fixtures", file, message: "does not say its source and date" }))];
};
