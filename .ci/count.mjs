/** Prints "passed failed" of a vitest JSON report. A run that failed without naming a test (a file that does not load) is one failure. */
import { readFileSync } from "node:fs";

const [report, status] = process.argv.slice(2);
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
const broken = testResults.filter(
  (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const named = numFailedTests + broken;
const failed = named === 0 && status !== "0" ? 1 : named;
if (numPendingTests > 0) console.error(`${numPendingTests} skipped:`);
for (const file of testResults) {
  for (const test of file.assertionResults) {
    if (test.status === "skipped" || test.status === "pending") console.error(`  ${test.fullName}`);
  }
}
console.log(`${numPassedTests} ${failed}`);
