import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One forbidden import each. */
const planted: readonly { file: string; imports: string; breaks: string }[] = [
  { file: 'libs/records/src/domain/uses-a-port.ts', imports: '../ports/clock.js', breaks: 'domain-imports-nothing' },
  { file: 'libs/records/src/domain/uses-the-disk.ts', imports: 'node:fs', breaks: 'domain-imports-nothing' },
  { file: 'libs/records/src/ports/uses-nest.ts', imports: '@nestjs/common', breaks: 'records-import-only-records' },
  { file: 'libs/records/src/mapping/uses-auth.ts', imports: '#auth', breaks: 'records-import-only-records' },
  { file: 'libs/auth/src/uses-the-kit.ts', imports: '#dialect-kit', breaks: 'auth-below-dialects' },
  { file: 'libs/auth/src/uses-typeorm.ts', imports: 'typeorm', breaks: 'auth-below-dialects' },
  { file: 'libs/dialect-kit/src/uses-storage.ts', imports: '#storage', breaks: 'dialect-kit-below-dialects' },
  { file: 'libs/dialect-kit/src/uses-a-dialect.ts', imports: '#dialects/register', breaks: 'dialect-kit-below-dialects' },
  { file: 'libs/storage/src/uses-auth.ts', imports: '#auth', breaks: 'storage-implements-records' },
  { file: 'libs/storage/src/uses-a-dialect.ts', imports: '#dialects/unicat', breaks: 'storage-implements-records' },
  { file: 'libs/files/src/uses-storage.ts', imports: '#storage', breaks: 'files-implement-records' },
  { file: 'libs/files/src/uses-a-dialect.ts', imports: '#dialects/unicat', breaks: 'files-implement-records' },
  { file: 'libs/dialects/unicat/src/uses-files.ts', imports: '#files', breaks: 'dialects-know-no-database' },
  { file: 'libs/dialects/unicat/src/uses-another.ts', imports: '#dialects/register', breaks: 'dialects-are-strangers' },
  { file: 'libs/dialects/unicat/src/uses-storage.ts', imports: '#storage', breaks: 'dialects-know-no-database' },
  { file: 'libs/dialects/unicat/src/uses-typeorm.ts', imports: 'typeorm', breaks: 'dialects-know-no-database' },
  { file: 'libs/dialects/unicat/src/uses-pg.ts', imports: 'pg', breaks: 'dialects-know-no-database' },
  { file: 'libs/dialects/unicat/src/uses-sqlite.ts', imports: 'better-sqlite3', breaks: 'dialects-know-no-database' },
  {
    file: 'libs/dialects/unicat/src/uses-an-app.ts',
    imports: '../../../../apps/gateway/src/main.js',
    breaks: 'libraries-know-no-app',
  },
  {
    file: 'libs/dialects/unicat/src/reaches-inside.ts',
    imports: '../../../records/src/ports/clock.js',
    breaks: 'libraries-enter-through-index',
  },
  {
    file: 'apps/gateway/src/reaches-inside.ts',
    imports: '../../../libs/records/src/ports/clock.js',
    breaks: 'apps-and-tests-enter-through-index',
  },
  { file: 'test/contract/register/knows-the-code.ts', imports: '#dialects/register', breaks: 'contract-tests-stay-outside' },
  { file: 'apps/gateway/src/uses-a-test.ts', imports: '../../../test/support/builders.js', breaks: 'no-test-code-in-production' },
  { file: 'apps/gateway/src/uses-a-tool.ts', imports: 'vitest', breaks: 'no-dev-dependency-in-production' },
  { file: 'apps/gateway/src/uses-a-stranger.ts', imports: 'left-pad', breaks: 'no-undeclared-package' },
  { file: 'apps/gateway/src/uses-nothing.ts', imports: './nowhere.js', breaks: 'no-unresolvable-import' },
  { file: 'libs/dialects/unicat/src/circle.ts', imports: './rest-of-circle.js', breaks: 'no-circle' },
];

/** What the rules must leave alone, beside every library's index.ts. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'libs/records/src/domain/hash.ts': ['node:crypto'],
  'libs/records/src/ports/clock.ts': ['../domain/hash.js'],
  'libs/auth/src/tokens.ts': ['#records', '@nestjs/common', 'node:crypto'],
  'libs/dialect-kit/src/filter.ts': ['#records', '#auth', '@nestjs/common', 'node:async_hooks'],
  'libs/storage/src/store.ts': ['#records', '@nestjs/common', 'typeorm', 'better-sqlite3', 'pg'],
  'libs/files/src/file-store.ts': ['#records', '@aws-sdk/client-s3', 'node:fs'],
  'libs/dialects/unicat/src/controller.ts': ['#records', '#auth', '#dialect-kit', '@nestjs/common', './serializer.js'],
  'libs/dialects/unicat/src/serializer.ts': [],
  // A circle is reported once, at the first of its files.
  'libs/dialects/unicat/src/rest-of-circle.ts': ['./circle.js'],
  'libs/dialects/unicat/src/controller.spec.ts': [
    '#storage',
    'vitest',
    './controller.js',
    '../../../../test/support/builders.js',
  ],
  'apps/gateway/src/main.ts': ['#records', '#storage', '#auth', '#dialect-kit', '#dialects/unicat', 'typeorm'],
  'test/support/builders.ts': ['#records', '#storage', 'vitest'],
  'test/cross-dialect/all.spec.ts': ['#dialects/unicat', '#dialects/register', 'vitest'],
  'test/contract/unicat/cases.contract.ts': ['../../support/builders.js', 'vitest'],
};

const libraries = ['records', 'storage', 'files', 'auth', 'dialect-kit', 'dialects/register', 'dialects/unicat'];
const dependencies = ['@nestjs/common', 'typeorm', 'pg', 'better-sqlite3', '@aws-sdk/client-s3'];
const installed = [...dependencies, 'vitest', 'left-pad'];

describe('the import rules', () => {
  const project = mkdtempSync(join(tmpdir(), 'records-gateway-boundaries-'));
  let violations: readonly { rule: string; from: string }[];

  beforeAll(() => {
    plantProject(project);
    violations = cruise(project);
  });
  afterAll(() => rmSync(project, { recursive: true }));

  it.each(planted)('report $file, which imports $imports', ({ file, breaks }) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([{ rule: breaks, from: file }]);
  });

  it('leave the imports alone that the house style allows', () => {
    const guilty = new Set(planted.map(({ file }) => file));
    expect(violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });

  it('have each been broken once here', () => {
    const names = ruleNames();
    expect(new Set(planted.map(({ breaks }) => breaks))).toEqual(new Set(names));
  });
});

function plantProject(project: string): void {
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const versions = Object.fromEntries(dependencies.map((name) => [name, '1.0.0']));
  plant(
    project,
    'package.json',
    JSON.stringify({ type: 'module', imports, dependencies: versions, devDependencies: { vitest: '1.0.0' } }),
  );
  cpSync('tsconfig.json', join(project, 'tsconfig.json'));
  for (const name of installed) {
    plant(
      project,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }),
    );
    plant(project, `node_modules/${name}/index.js`, 'export const here = true;');
  }
  for (const name of libraries) plant(project, `libs/${name}/src/index.ts`, 'export const here = true;');
  for (const [file, specifiers] of Object.entries(allowed)) plant(project, file, specifiers.map(importLine).join(''));
  for (const { file, imports: specifier } of planted) plant(project, file, importLine(specifier));
}

function plant(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

function importLine(specifier: string): string {
  return `import '${specifier}';\n`;
}

function cruise(project: string): readonly { rule: string; from: string }[] {
  const cruiser = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = join(process.cwd(), '.dependency-cruiser.cjs');
  const args = [cruiser, '--config', rules, '--output-type', 'json', 'apps', 'libs', 'test'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const found: { rule: { name: string }; from: string }[] = JSON.parse(stdout).summary.violations;
  return found.map(({ rule, from }) => ({ rule: rule.name, from }));
}

function ruleNames(): readonly string[] {
  const script = "process.stdout.write(JSON.stringify(require('./.dependency-cruiser.cjs').forbidden.map(({ name }) => name)))";
  return JSON.parse(spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' }).stdout);
}
