import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { pinned, quietly } from "./run.mjs";

const PAYMENT = `import { card, createClient, type PaymentResult } from "@switchyard/client";
import { worldpay, worldpayCredentials } from "@switchyard/connector-worldpay";

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(name);
  return value;
};
const payments = createClient(worldpay, {
  auth: worldpayCredentials({ username: env("SY_USERNAME"), password: env("SY_PASSWORD"), entityId: env("SY_ENTITY") }),
  environment: "sandbox",
  baseUrl: env("SY_BASE_URL"),
  metadata: { merchantName: "Rehearsal" },
});
const payment: PaymentResult = await payments.authorize({
  reference: "rehearsal-1",
  amount: 10_50,
  currency: "GBP",
  paymentMethod: card({ number: "4444333322221111", expMonth: "12", expYear: "2035", cvc: "123", holderName: "A. Person" }),
});
process.stdout.write(payment.status);
`;

/** What a connector that was not declared for something must not compile. */
const MISTAKE = `import { createClient } from "@switchyard/client";
import { worldpay, worldpayCredentials } from "@switchyard/connector-worldpay";
const payments = createClient(worldpay, { auth: worldpayCredentials({ username: "u", password: "p", entityId: "e" }), environment: "sandbox" });
// @ts-expect-error Worldpay has no disputes here
await payments.acceptDispute({});
`;

const options = (module, moduleResolution) => ({
  compilerOptions: { target: "ES2022", module, moduleResolution, strict: true, exactOptionalPropertyTypes: true, outDir: "out", types: ["node"] },
  include: ["*.ts"],
});

/** The packages under a node_modules, nested ones too. */
function packagesIn(modules) {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith(".")) return [];
    const folder = path.join(modules, name);
    if (name.startsWith("@")) return readdirSync(folder).flatMap((inner) => packageAt(path.join(folder, inner)));
    return packageAt(folder);
  });
}

const packageAt = (folder) => (existsSync(path.join(folder, "package.json")) ? [folder, ...packagesIn(path.join(folder, "node_modules"))] : []);

function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(path.join(entry.parentPath, entry.name)).size : 0),
    0,
  );
}

const RUNS_AT_INSTALL = ["preinstall", "install", "postinstall"];

/** What an installation came to. */
export function measure(folder) {
  const modules = path.join(folder, "node_modules");
  const packages = packagesIn(modules);
  const manifests = packages.map((each) => ({ each, manifest: JSON.parse(readFileSync(path.join(each, "package.json"), "utf8")) }));
  return {
    packages: packages.length,
    names: manifests.map(({ manifest }) => `${manifest.name}@${manifest.version}`).sort(),
    bytes: bytesIn(modules),
    scripts: manifests
      .filter(({ manifest }) => RUNS_AT_INSTALL.some((name) => manifest.scripts?.[name] !== undefined))
      .map(({ manifest }) => manifest.name),
    native: packages.filter((each) => existsSync(path.join(each, "binding.gyp")) || readdirSync(each).some((name) => name.endsWith(".node"))),
  };
}

/** Installs the client and one connector in an empty folder, as the first user will. */
export function installAsUser(folder, registry, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify({ name: "shop", private: true, type: "module" })}\n`);
  const started = performance.now();
  quietly("npm", ["install", ...packages], folder, undefined, registry.env);
  return { ...measure(folder), seconds: (performance.now() - started) / 1000 };
}

/** Compiles a consumer both ways, and takes a payment with what came out. @returns the payment's status */
export async function payAsUser(root, folder) {
  writeFileSync(path.join(folder, "payment.ts"), PAYMENT);
  writeFileSync(path.join(folder, "mistake.ts"), MISTAKE);
  const types = ["--typeRoots", path.join(root, "node_modules", "@types")];
  for (const [module, resolution] of [
    ["ESNext", "bundler"],
    ["NodeNext", "nodenext"],
  ]) {
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(options(module, resolution)));
    quietly(pinned(root, "tsc"), ["-p", folder, ...types], folder);
  }
  const load = (file) => import(pathToFileURL(path.join(root, "packages", file)).href);
  const { createWorldpaySimulator, WORLDPAY_SIMULATOR_DEFAULTS } = await load("connector-worldpay/dist/simulator/index.js");
  const { serve } = await load("testkit/dist/src/node.js");
  const simulator = createWorldpaySimulator();
  const server = await serve((request) => simulator.fetch(request));
  const { username, password, entity } = WORLDPAY_SIMULATOR_DEFAULTS;
  const env = { SY_USERNAME: username, SY_PASSWORD: password, SY_ENTITY: entity, SY_BASE_URL: server.url };
  try {
    const status = await runHere(process.execPath, [path.join(folder, "out", "payment.js")], folder, env);
    return { status, captured: simulator.ledger.total({ kind: "capture", currency: "GBP" }) };
  } finally {
    await server.close();
  }
}

/** The simulator answers in this process, so this process may not wait with its eyes shut. */
async function runHere(program, args, cwd, env) {
  const { spawn } = await import("node:child_process");
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err] = [[], []];
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => err.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The payment failed:\n${Buffer.concat(err).toString()}`);
  return Buffer.concat(out).toString();
}
