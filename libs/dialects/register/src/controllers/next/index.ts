import { NextBlobsController } from './blobs.controller.js';
import { NextContextController } from './context.controller.js';
import { NextEntriesController } from './entries.controller.js';
import { NextProofsController } from './proofs.controller.js';
import { NextRecordsController } from './records.controller.js';
import { NextSnapshotsController } from './snapshots.controller.js';

/** All of the next view. */
export const nextControllers = [
  NextRecordsController,
  NextEntriesController,
  NextBlobsController,
  NextContextController,
  NextProofsController,
  NextSnapshotsController,
];
