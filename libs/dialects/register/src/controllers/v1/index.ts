import { V1EntriesController } from './entries.controller.js';
import { V1ItemsController } from './items.controller.js';
import { V1ProofsController } from './proofs.controller.js';
import { V1RecordsController } from './records.controller.js';
import { V1RegisterController } from './register.controller.js';

/** All of the v1 view. */
export const v1Controllers = [
  V1RecordsController,
  V1EntriesController,
  V1ItemsController,
  V1RegisterController,
  V1ProofsController,
];
