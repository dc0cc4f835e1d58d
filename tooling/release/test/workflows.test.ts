import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { workflowFindings } from "../workflow-rules.mjs";

const WORKFLOWS = path.resolve(import.meta.dirname, "..", "..", "..", ".github", "workflows");
const SHA = "0123456789012345678901234567890123456789";

const workflow = (job: string, permissions = "permissions: {}\n") => `on: push\n${permissions}jobs:\n${job}`;
const build = `  build:\n    timeout-minutes: 5\n    steps:\n      - uses: actions/checkout@${SHA}\n      - run: npm test\n`;

describe("the workflows", () => {
  it.each(readdirSync(WORKFLOWS))("keep the rules: %s", (name) => {
    expect(workflowFindings(readFileSync(path.join(WORKFLOWS, name), "utf8"))).toEqual([]);
  });

  it("give an identity to one job, which installs nothing", () => {
    const { jobs } = readRelease();
    expect(jobs).toEqual(["publish"]);
  });
});

function readRelease() {
  const text = readFileSync(path.join(WORKFLOWS, "release.yml"), "utf8");
  const jobs = text.split(/^ {2}(?=[a-z]+:$)/m).filter((part) => part.includes("id-token: write"));
  return { jobs: jobs.map((part) => part.slice(0, part.indexOf(":"))) };
}

describe("the rules of workflows", () => {
  it("take a plain job", () => {
    expect(workflowFindings(workflow(build))).toEqual([]);
  });

  it.each([
    ["no permissions", workflow(build, ""), "permissions are not said"],
    ["no timeout", workflow(build.replace("    timeout-minutes: 5\n", "")), "has no timeout"],
    ["an action by its tag", workflow(build.replace(SHA, "v4")), "is not pinned to a commit"],
    [
      "an identity in another job",
      workflow(build.replace("    steps:", "    permissions: { id-token: write }\n    steps:")),
      "only the job publish may",
    ],
    ["a cache where it may publish", workflow(publishing(`      - uses: actions/cache@${SHA}\n`)), "uses a cache"],
    ["an installation where it may publish", workflow(publishing("      - run: npm ci\n")), "installs dependencies"],
    ["publishing elsewhere", workflow(build.replace("npm test", "npm publish")), "publishes without an identity"],
    ["a stranger's text in a script", workflow(build.replace("npm test", "echo ${{ github.event.pull_request.title }}")), "pass it through env"],
  ])("find %s", (_, text, finding) => {
    expect(workflowFindings(text).join("\n")).toContain(finding);
  });
});

function publishing(step: string): string {
  return `  publish:\n    timeout-minutes: 5\n    permissions: { id-token: write }\n    steps:\n      - run: node publish.mjs\n${step}`;
}
