// Installs what package-lock.json names, unless it is there already. Nothing comes from outside the npm registry.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calledDirectly, fail, root, say, timed } from './commands.mjs';
import { provideSqlite } from './native.mjs';
import { runNpm } from './npm.mjs';

export function setup() {
  requireNode(20, 19);
  if (!installed()) {
    say('installing packages with npm ci, about half a minute …');
    // The build needs the development dependencies, which npm leaves out under NODE_ENV=production.
    timed('packages installed', () => runNpm(['ci', '--include=dev', '--ignore-scripts', '--loglevel=error']));
  }
  provideSqlite();
}

function requireNode(major, minor) {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  fail(`Node.js ${major}.${minor} or newer is needed, this is ${process.versions.node}.`);
}

/** npm writes down at the end of an install what it put where; an install by hand counts as well. */
function installed() {
  const wanted = lockedPackages('package-lock.json');
  const there = lockedPackages(join('node_modules', '.package-lock.json'));
  if (there === undefined) return false;
  const complete = Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    return there[path] ? there[path].version === version && there[path].integrity === integrity : optional;
  });
  // Fails for a node_modules that was copied or mounted from another platform. Lists such as ["!win32"] are left to npm.
  const fits = (allowed, here) => allowed === undefined || allowed.includes(here) || allowed[0].startsWith('!');
  const fitting = Object.values(there).every(({ os, cpu }) => fits(os, process.platform) && fits(cpu, process.arch));
  return complete && fitting;
}

function lockedPackages(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

if (calledDirectly(import.meta.url)) setup();
