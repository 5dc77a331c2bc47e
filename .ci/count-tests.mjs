// Usage: node count-tests.mjs <JSON report of vitest>
// Prints `passed failed`. A file that failed before its first test counts as one, and so does a report that is not there.
import { readFileSync } from 'node:fs';

const [passed, failed] = count(process.argv[2]);
console.log(`${passed} ${failed}`);

function count(file) {
  const text = readFileSync(file, 'utf8');
  if (text === '') return [0, 1];
  const { numPassedTests, numFailedTests, testResults, success } = JSON.parse(text);
  const unstarted = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every(test => test.status !== 'failed'),
  ).length;
  const failures = numFailedTests + unstarted;
  return [numPassedTests, success || failures > 0 ? failures : 1];
}
