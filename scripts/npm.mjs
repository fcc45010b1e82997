// Where npm and the node-gyp it brings along live, without asking the network.
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { fail, runNode } from './commands.mjs';

/** The folder of the npm that runs this script, or else of one installed with Node or found on the PATH. */
function npmFolder() {
  const programs = [
    // Set by npm for the scripts it runs. Other package managers set it too, hence the look at the file's name.
    process.env.npm_execpath ?? '',
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm')),
  ];
  const found = programs.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  const program = found.find((path) => basename(path) === 'npm-cli.js');
  return program ? join(dirname(program), '..') : fail('npm was not found. It comes with Node.js: https://nodejs.org');
}

export function runNpm(args) {
  return runNode(join(npmFolder(), 'bin', 'npm-cli.js'), args);
}

/** @returns {string | undefined} node-gyp's program, where npm brings one */
export function bundledNodeGyp() {
  try {
    return createRequire(join(npmFolder(), 'package.json')).resolve('node-gyp/bin/node-gyp.js');
  } catch {
    return undefined;
  }
}
