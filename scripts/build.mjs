// Compiles apps and libs into dist, unless dist holds exactly these sources already.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calledDirectly, root, runTool, timed } from './commands.mjs';
import { setup } from './setup.mjs';

const dist = join(root, 'dist');
/** Inside dist, so that it goes when dist goes. */
const stamp = join(dist, '.sources');

export function build() {
  const fingerprint = sourcesFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  // What a deleted source left behind must not be loaded, and a build that fails must not count as one.
  rmSync(dist, { recursive: true, force: true });
  timed('build', () => runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json']));
  writeFileSync(stamp, fingerprint);
}

/** Contents, not times: a checkout touches every file. */
function sourcesFingerprint() {
  const hash = createHash('sha256');
  const files = ['apps', 'libs'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const settings = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const path of [...paths.sort(), ...settings.map((name) => join(root, name))]) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

if (calledDirectly(import.meta.url)) {
  setup();
  build();
}
