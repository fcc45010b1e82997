import { build } from './build.mjs';
import { setup } from './setup.mjs';

setup();
build();
// In this very process: the command reads its arguments from process.argv, as it would without this script.
await import('../dist/apps/cli/src/main.js');
