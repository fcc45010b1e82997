import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { exitCodeOf, exitCodes, isExpected } from './exit-codes.js';
import { LazyStorage } from './lazy-storage.js';

async function main(): Promise<void> {
  const storage = new LazyStorage();
  try {
    await CommandFactory.run(CliModule.forRoot(storage), {
      logger: false,
      errorHandler: fail,
      serviceErrorHandler: fail,
      cliName: 'gateway',
    });
  } finally {
    await storage.close();
  }
}

/** What the user got wrong is told in one line; a failure of ours with its trace. */
function fail(error: Error): never {
  const { code } = error as Error & { code?: string };
  // commander has printed its own help or complaint already.
  if (code?.startsWith('commander.'))
    process.exit(code === 'commander.helpDisplayed' || code === 'commander.help' ? exitCodes.ok : exitCodes.failure);
  process.stderr.write(`${isExpected(error) ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(exitCodeOf(error));
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});

main().catch(fail);
