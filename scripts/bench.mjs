import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, runTool, timed } from './commands.mjs';
import { setup } from './setup.mjs';

setup();
build();
const compiled = join(root, 'dist', 'bench');
rmSync(compiled, { recursive: true, force: true });
// The benchmarks look into the compiled sources, so they are compiled to lie beside them.
timed('benchmarks built', () => runTool('typescript/bin/tsc', ['-p', 'bench/tsconfig.json']));
await import('../dist/bench/main.js');
