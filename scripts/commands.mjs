// How these scripts speak and run other programs. They run before anything is installed: only Node's own modules here.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Goes with node_modules, so that a fresh install starts from nothing. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'records-gateway');

/** Progress goes to stderr: `npm run gateway -- export … > file` must hold nothing else. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function fail(text) {
  say(text);
  process.exit(1);
}

/** Runs Node on a program of this project; its output is shown when it fails, or at once with `show`. */
export function runNode(program, args, { show = false, cwd = root } = {}) {
  const result = spawnSync(process.execPath, [program, ...args], {
    cwd,
    stdio: show ? 'inherit' : 'pipe',
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (result.error) throw result.error;
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** @param program path below node_modules */
export function runTool(program, args, options) {
  return runNode(join(root, 'node_modules', program), args, options);
}

/** Says what is being done and how long it took; `work` gives the output to show if it failed. */
export function timed(name, work) {
  const start = performance.now();
  const { ok, output } = work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!ok) fail(`${output}\n✗ ${name} failed after ${seconds} s`);
  say(`✓ ${name} (${seconds} s)`);
}

/** Whether `node <this file>` was called, as opposed to importing it. */
export function calledDirectly(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(moduleUrl));
}
