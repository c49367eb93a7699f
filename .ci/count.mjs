/**
 * Prints "passed failed" of a vitest JSON report, and adds each failed test with its message to the file of faults.
 * A run that failed without naming a test (a file that does not load) is one failure.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const [report, status, faults] = process.argv.slice(2);
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
const broken = testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"));
const named = numFailedTests + broken.length;
const failed = named === 0 && status !== "0" ? 1 : named;
if (numPendingTests > 0) console.error(`${numPendingTests} skipped:`);
for (const file of testResults) {
  for (const test of file.assertionResults) {
    if (test.status === "skipped" || test.status === "pending") console.error(`  ${test.fullName}`);
  }
}
const fault = (name, message) => appendFileSync(faults, `${name}\n${stripVTControlCharacters(message ?? "").slice(0, 2000)}\n`);
for (const file of testResults) {
  for (const test of file.assertionResults) if (test.status === "failed") fault(`${file.name}: ${test.fullName}`, test.failureMessages[0]);
}
for (const file of broken) fault(file.name, file.message);
if (failed > named) fault("no test", "the run failed without naming one");
console.log(`${numPassedTests} ${failed}`);
