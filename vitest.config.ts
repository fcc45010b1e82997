import { defineConfig } from 'vitest/config';

/** Of the `imports` map in package.json: tests run the sources, not what was built from them. */
const conditions = ['source', 'node'];

export default defineConfig({
  ssr: { resolve: { conditions } },
  // Where the global setup runs.
  environments: { __vitest__: { resolve: { conditions } } },
  // Nest finds what to inject through the types that decorated classes leave behind.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    include: ['apps/**/*.spec.ts', 'libs/**/*.spec.ts', 'test/**/*.spec.ts'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    // Loading Nest and TypeORM costs two CPU seconds; files of one worker share them, so modules keep no state.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: './node_modules/.cache/records-gateway/vitest.json' }]],
  },
});
