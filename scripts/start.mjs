import { build } from './build.mjs';
import { setup } from './setup.mjs';

setup();
build();
// In this very process: signals and the exit code need nobody to pass them on.
await import('../dist/apps/gateway/src/main.js');
