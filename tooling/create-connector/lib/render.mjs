import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { fixturesOf } from "./fixtures.mjs";
import { manifestOf, standaloneFiles, workspaceFiles } from "./manifest.mjs";
import { rename } from "./names.mjs";
import { AMOUNT_UNIT, AUTH, CONTENT_TYPE, FLOWS, WEBHOOK } from "./options.mjs";
import { refuse } from "./refusal.mjs";
import { STYLE } from "./style.mjs";
import { choose, fillIn, identifiersIn } from "./template.mjs";

const TEMPLATE = path.resolve(import.meta.dirname, "..", "template");

/** Parts of the template that a connector without the flow does not have. */
const OWNERS = { "simulator/refunds.ts": "Execute" };

function templateFiles(folder) {
  const root = path.join(TEMPLATE, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: path.relative(root, file).split(path.sep).join("/"), text: readFileSync(file, "utf8") }));
}

/** What the template's conditions ask for. */
export function factsOf(options, { standalone }) {
  const { flows, contentType, amountUnit, webhook, auth } = options;
  const form = contentType === "form";
  const major = amountUnit.endsWith("major");
  const text = form || amountUnit.startsWith("string");
  const facts = {
    standalone,
    json: !form,
    form,
    major,
    signed: webhook !== "none",
    hmac: webhook.startsWith("hmac"),
    known: options.productionUrlIsKnown,
  };
  const onWire = {
    "minor-on-wire": !major && !text,
    "float-on-wire": major && !text,
    "minor-text-on-wire": !major && text,
    "major-text-on-wire": major && text,
  };
  const chosen = [
    ...Object.keys(FLOWS).map((flow) => [flow, flows.includes(flow)]),
    ...Object.keys(AMOUNT_UNIT).map((unit) => [unit, unit === amountUnit]),
    ...Object.keys(WEBHOOK).map((recipe) => [recipe, recipe === webhook]),
    ...Object.keys(AUTH).map((kind) => [kind, kind === auth]),
  ];
  return new Map([...Object.entries(facts), ...Object.entries(onWire), ...chosen]);
}

/** What the template's `$names` stand for. */
function valuesOf(options, { packageName }) {
  const { names, displayName, sandboxUrl, productionUrl, auth, amountUnit, contentType, webhook, flows, today } = options;
  const { converter, currencyUnit, about } = AMOUNT_UNIT[amountUnit];
  const words = Object.entries(AUTH[auth].fields);
  return {
    displayName,
    packageName,
    id: names.snake,
    sandboxUrl,
    productionUrl,
    paymentsUrl: `${sandboxUrl}payments`,
    encode: CONTENT_TYPE[contentType].encode,
    mediaType: CONTENT_TYPE[contentType].mediaType,
    currencyUnit,
    Amount: converter,
    ConverterForConnector: `${converter}ForConnector`,
    amountAbout: about,
    authType: AUTH[auth].type,
    authWords: words.map(([, word]) => word).join(", "),
    authFields: words.map(([field, word]) => `| \`${field}\` | ${word} |`).join("\n"),
    authNames: words.map(([, word]) => `${word}: credentials.${word}`).join(", "),
    webhookAbout: WEBHOOK[webhook].about,
    signed: String(webhook !== "none"),
    syncByReference: String(flows.includes("PSync")),
    flows: flows.join(", "),
    today,
  };
}

/** Two names of one scope that the connector's name would make the same: `card` as a name meets the `card` of the code. */
function refuseCollisions(code, names) {
  const ours = [...identifiersIn(code)].filter((word) => /acme/i.test(word));
  const others = new Set([...identifiersIn(code)].filter((word) => !/acme/i.test(word)));
  const met = ours.map((word) => rename(word, names)).find((word) => others.has(word));
  if (met !== undefined) refuse(`The name ${names.snake} would make "${met}" mean two things in the connector's code. Take another name.`);
}

function parserOf(file) {
  const parsers = { ".ts": "typescript", ".mjs": "babel", ".json": "json", ".md": "markdown", ".yaml": "yaml" };
  return parsers[path.extname(file)];
}

/** Every file of the package, by its path in it, as it is to be written. */
export async function renderPackage(options, { standalone, versions }) {
  const packageName = standalone ? `switchyard-connector-${options.names.kebab}` : `@switchyard/connector-${options.names.kebab}`;
  const facts = factsOf(options, { standalone });
  const values = valuesOf(options, { packageName });
  const files = new Map();
  for (const { name, text } of [...templateFiles("connector"), ...templateFiles(`auth/${options.auth}`)]) {
    if (OWNERS[name] !== undefined && !options.flows.includes(OWNERS[name])) continue;
    const chosen = choose(text, facts);
    if (name.endsWith(".ts")) refuseCollisions(chosen, options.names);
    files.set(rename(name, options.names), fillIn(rename(chosen, options.names), values));
  }
  for (const [name, tree] of fixturesOf(options)) files.set(`test/fixtures/${name}`, `${JSON.stringify(tree, null, 2)}\n`);
  files.set("package.json", JSON.stringify(manifestOf(options, { standalone, packageName, versions })));
  for (const [name, text] of standalone ? standaloneFiles() : workspaceFiles()) files.set(name, text);

  const formatted = await Promise.all(
    [...files].map(async ([name, text]) => {
      const parser = parserOf(name);
      // package.json has a parser of its own, that leaves its lists as the package managers write them.
      const as = name.endsWith("package.json") ? "json-stringify" : parser;
      return [name, as === undefined ? text : await format(text, { ...STYLE, parser: as })];
    }),
  );
  return new Map(formatted.sort(([one], [other]) => (one < other ? -1 : 1)));
}
