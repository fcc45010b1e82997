// Provides the compiled half of better-sqlite3. Its own install script would download a binary from GitHub, so it never
// runs; the binary is compiled once per machine and kept in the user's cache for the next clone.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { calledDirectly, fail, root, runNode, say, timed } from './commands.mjs';
import { bundledNodeGyp } from './npm.mjs';

const require = createRequire(import.meta.url);
const packageFolder = join(root, 'node_modules', 'better-sqlite3');
const buildFolder = join(packageFolder, 'build');
const binary = join(buildFolder, 'Release', 'better_sqlite3.node');

export function provideSqlite() {
  if (loads()) return;
  const kept = join(userCache(), 'records-gateway', 'native', binaryKey(), 'better_sqlite3.node');
  if (existsSync(kept)) {
    place(kept, binary);
    if (loads()) return say(`✓ better-sqlite3 restored from ${kept}`);
  }
  compile();
  if (!loads()) fail('better-sqlite3 was built but does not load. Remove node_modules and try again.');
  keep(kept);
}

function loads() {
  try {
    const Database = require('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

/** Everything a binary depends on: the source, Node's binary interface, the platform and its C library. */
function binaryKey() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages['node_modules/better-sqlite3'];
  const source = Buffer.from(integrity.split('-')[1], 'base64').toString('hex').slice(0, 12);
  // The report would otherwise look up the names of the machine's open connections.
  process.report.excludeNetwork = true;
  const musl = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
  return `${version}-${source}-abi${process.versions.modules}-${process.platform}-${process.arch}${musl ? '-musl' : ''}`;
}

function userCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** Copies beside the target and renames: nobody ever loads half a file, and a running gateway keeps the one it has. */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const draft = `${to}.${process.pid}`;
  copyFileSync(from, draft);
  renameSync(draft, to);
}

function keep(kept) {
  try {
    place(binary, kept);
    // The compiler's intermediate files are ten times the size of what they were for.
    rmSync(buildFolder, { recursive: true });
    place(kept, binary);
  } catch (error) {
    say(`  It could not be kept for other clones: ${error.message}`);
  }
}

/** node-gyp called directly: better-sqlite3's install script would first run prebuild-install, which goes to GitHub. */
function compile() {
  const nodeGyp = bundledNodeGyp() ?? fail(needs(`npm's own node-gyp, which this npm came without`));
  const prefix =
    headersPrefix() ?? fail(needs(`the headers of Node ${process.version} (include/node) in the folder Node is installed in`));
  const missing = missingTools();
  if (missing.length > 0) fail(needs(missing.join(', ')));
  say('building better-sqlite3, about two minutes, once per machine …');
  const args = ['rebuild', '--release', `--nodedir=${prefix}`];
  timed('better-sqlite3 built', () => runNode(nodeGyp, args, { cwd: packageFolder }));
}

/** With `--nodedir` node-gyp takes the headers from there and downloads none. */
function headersPrefix() {
  const abi = new RegExp(`^#define NODE_MODULE_VERSION ${process.versions.modules}$`, 'm');
  const candidates = [join(dirname(process.execPath), '..'), dirname(process.execPath), '/usr'];
  return candidates.find((prefix) => {
    const header = join(prefix, 'include', 'node', 'node_version.h');
    return existsSync(header) && abi.test(readFileSync(header, 'utf8'));
  });
}

function missingTools() {
  // On Windows node-gyp itself looks for Visual Studio, and says what it misses.
  if (process.platform === 'win32') return [];
  const tools = [process.env.PYTHON ?? 'python3', process.env.MAKE ?? 'make', process.env.CXX ?? 'c++'];
  // CXX may be a command with arguments, such as "ccache g++".
  return tools.filter((tool) => spawnSync(tool.split(' ')[0], ['--version']).status !== 0);
}

function needs(what) {
  return `
better-sqlite3 has to be compiled for this machine, and that needs ${what}.

  Debian, Ubuntu   apt-get install python3 make g++
  Alpine           apk add python3 make g++
  macOS            xcode-select --install
  Node's headers   come with the archives of nodejs.org, with nvm, fnm and Homebrew, and with the image node:20

Where nothing can be compiled, better-sqlite3 can download a finished binary from GitHub itself:
  npm rebuild better-sqlite3 --ignore-scripts=false
Then run the same command again.
`;
}

if (calledDirectly(import.meta.url)) provideSqlite();
