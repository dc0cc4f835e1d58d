import { existsSync } from "node:fs";
import path from "node:path";
import { followUps, runAll } from "./follow-ups.mjs";
import { HELP, optionsOf, readArguments } from "./options.mjs";
import { askForMissing } from "./prompts.mjs";
import { refuse, Refusal } from "./refusal.mjs";
import { renderPackage } from "./render.mjs";
import { knownVersions } from "./versions.mjs";
import { findWorkspace, refuseTaken } from "./workspace.mjs";
import { writeWhole } from "./write.mjs";

/** Everything that one run is going to write. Nothing has been written yet. */
export async function planOf(given, { cwd, today }) {
  const options = optionsOf(given, today);
  const root = findWorkspace(given.dir === undefined ? cwd : path.resolve(cwd, given.dir));
  const standalone = root === undefined;
  if (!standalone && given.dir !== undefined) refuse(`--dir lies in the workspace, where a connector has its place: leave --dir out.`);
  const folder = standalone
    ? path.resolve(cwd, given.dir ?? `connector-${options.names.kebab}`)
    : path.join(root, "packages", `connector-${options.names.kebab}`);
  if (!standalone) refuseTaken(root, options.names);
  if (existsSync(folder)) refuse(`${folder} exists already.`);
  const files = await renderPackage(options, { standalone, versions: knownVersions() });
  return { options, root, folder, files, others: standalone ? new Map() : changesetFile(root, options) };
}

/** What a new connector adds to the workspace beside its package; every list of connectors is made by `pnpm generate`. */
function changesetFile(root, { names, displayName }) {
  const name = `connector-${names.kebab}`;
  const changeset = `---\n"@switchyard/${name}": minor\n---\n\n${displayName}: payments by card.\n`;
  return new Map([[path.join(root, ".changeset", `add-${name}.md`), changeset]]);
}

function describe({ folder, files, others, root }, base) {
  const shown = (file) => path.relative(base, file) || ".";
  return [
    ...[...files.keys()].map((name) => `  ${shown(path.join(folder, name))}`),
    ...[...others.keys()].map((file) => `  ${shown(file)}`),
    ...(root === undefined ? [] : followUps(root).map(({ title }) => `  then: ${title}`)),
  ].join("\n");
}

const commandsOf = (root) =>
  followUps(root)
    .map(({ title }) => title)
    .join(" && ");

function nextSteps({ options, root, folder }, base, isLinked) {
  const where = path.relative(base, folder);
  if (root === undefined) return `\nNext:\n  cd ${where}\n  npm install\n  npm test\n`;
  return `${isLinked ? "" : `\nNot linked yet. Run: ${commandsOf(root)}\n`}\nNext: put the processor's facts into ${where}/docs/tech-spec.md, where it says "assumed by the scaffolder", and follow\ndocs/guides/adding-a-connector.md. The tests of this connector alone: npm test -- packages/connector-${options.names.kebab}\nThe table of what it supports, in its README: pnpm support\n`;
}

/**
 * Runs the command. @returns the exit code: 0, 2 for input that is refused (nothing is written then), 1 when the package
 * stands and a step after it failed.
 */
export async function main(argv, { cwd = process.cwd(), stdin = process.stdin, stdout = process.stdout, stderr = process.stderr, today } = {}) {
  try {
    const read = readArguments(argv);
    if (read.help) {
      stdout.write(HELP);
      return 0;
    }
    const given = await askForMissing(read, { stdin, stdout });
    const plan = await planOf(given, { cwd, today: today ?? new Date().toISOString().slice(0, 10) });
    if (given["dry-run"]) {
      stdout.write(`This would be written:\n${describe(plan, cwd)}\n`);
      return 0;
    }
    writeWhole(plan.folder, plan.files, plan.others);
    stdout.write(`${path.relative(cwd, plan.folder)} is there: ${plan.files.size} files.\n`);
    const failed = plan.root === undefined || given["no-install"] === true ? undefined : await runAll(followUps(plan.root), plan.root, stdout);
    if (failed !== undefined) {
      stderr.write(`The package is written, but "${failed.title}" failed. Put that right and go on with: ${commandsOf(plan.root)}\n`);
      return 1;
    }
    stdout.write(nextSteps(plan, cwd, given["no-install"] !== true));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    stderr.write(`${error.message}\n`);
    return 2;
  }
}
