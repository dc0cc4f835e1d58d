import { parse } from "yaml";

/** What every workflow here keeps, and no general linter knows. */
export function workflowFindings(text) {
  const workflow = parse(text);
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...(workflow.permissions === undefined ? ["permissions are not said: they would be whatever the repository's default is"] : []),
    ...jobs.flatMap(([name, job]) => jobFindings(name, job).map((finding) => `${name}: ${finding}`)),
  ];
}

function jobFindings(name, job) {
  const steps = job.steps ?? [];
  const publishes = job.permissions?.["id-token"] === "write";
  return [
    ...(job["timeout-minutes"] === undefined ? ["has no timeout"] : []),
    ...steps.flatMap((step) => stepFindings(step, publishes)),
    ...(publishes && name !== "publish" ? ["has an identity; only the job publish may"] : []),
    ...(!publishes && steps.some(({ run = "" }) => /npm publish|publish\.mjs/.test(run)) ? ["publishes without an identity of its own"] : []),
  ];
}

function stepFindings({ uses, run = "", with: given = {} }, publishes) {
  const findings = [];
  if (uses !== undefined && !/^[\w.-]+\/[\w.-]+(\/[\w.-]+)*@[0-9a-f]{40}$/.test(uses)) findings.push(`${uses} is not pinned to a commit`);
  if (publishes && (/actions\/cache/.test(uses ?? "") || given.cache !== undefined)) findings.push("uses a cache where it may publish");
  if (publishes && /(npm (ci|install)(?! --global npm@))|pnpm install|bootstrap\/run\.mjs install/.test(run))
    findings.push("installs dependencies where it may publish");
  if (/\$\{\{\s*github\.(event|head_ref)/.test(run)) findings.push("puts what a stranger wrote into a script: pass it through env");
  return findings;
}
