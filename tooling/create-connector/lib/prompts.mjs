import { createInterface } from "node:readline/promises";
import { AMOUNT_UNIT, AUTH, CONTENT_TYPE, WEBHOOK } from "./options.mjs";

const choice = (choices) => Object.keys(choices).join(" | ");

const QUESTIONS = [
  ["name", "Name of the connector", undefined],
  ["sandboxUrl", "URL of the sandbox", undefined],
  ["auth", `Credentials: ${choice(AUTH)}`, "header-key"],
  ["amount-unit", `Amounts: ${choice(AMOUNT_UNIT)}`, "minor"],
  ["content-type", `Requests: ${choice(CONTENT_TYPE)}`, "json"],
  ["webhook", `Webhooks: ${choice(WEBHOOK)}`, "hmac-sha256-header"],
];

/**
 * Asks for what the command line leaves open, at a terminal alone. Someone who gave name and URL knows what they want:
 * then nothing is asked.
 */
export async function askForMissing(given, { stdin, stdout }) {
  if (stdin.isTTY !== true || stdout.isTTY !== true || (given.name !== undefined && given.sandboxUrl !== undefined)) return given;
  const terminal = createInterface({ input: stdin, output: stdout });
  const answers = { ...given };
  try {
    for (const [field, question, usual] of QUESTIONS) {
      if (answers[field] !== undefined) continue;
      const answer = (await terminal.question(`${question}${usual === undefined ? "" : ` (${usual})`}: `)).trim();
      if (answer !== "" || usual !== undefined) answers[field] = answer === "" ? usual : answer;
    }
  } finally {
    terminal.close();
  }
  return answers;
}
