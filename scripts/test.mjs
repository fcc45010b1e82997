// Everything that is checked before a change goes in, cheapest first. Arguments go to Vitest: `npm test -- libs/records`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { cacheFolder, fail, runTool, say, timed } from './commands.mjs';
import { setup } from './setup.mjs';

const report = join(cacheFolder, 'vitest.json');
let passed = 0;
let failed = 0;

process.on('exit', (code) => {
  // A step before the tests, or something outside of any test, has failed.
  if (code !== 0 && failed === 0) failed = 1;
  process.stdout.write(`\nTests: ${passed} passed, ${failed} failed\n`);
});

setup();
timed('type check', () => runTool('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']));
timed('lint', () => runTool('@biomejs/biome/bin/biome', ['check', '.', '--error-on-warnings']));
timed('boundaries', () =>
  runTool('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test']),
);
build();
timed('tests', runTests);
if (passed === 0) fail('No test ran.');

function runTests() {
  say('running the tests …');
  rmSync(report, { force: true });
  const result = runTool('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], { show: true });
  if (existsSync(report)) countTests(JSON.parse(readFileSync(report, 'utf8')));
  return result;
}

function countTests({ numPassedTests, numFailedTests, testResults }) {
  // A file that does not even load has no failing test of its own.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  passed = numPassedTests;
  failed = numFailedTests + brokenFiles.length;
}
