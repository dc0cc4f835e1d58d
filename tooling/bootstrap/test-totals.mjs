// Prints the totals of a test run from its JSON report, in one line. Ends with 1 when a test failed, or none passed.
import { existsSync, readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const report = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = report;

// A file that fails to load has no tests to count.
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
);
const failed = numFailedTests + unloaded.length;
const skipped = numPendingTests + numTodoTests;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
