import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { InvalidSetting, readConfig } from '../../gateway/src/config/gateway-config.js';
import { openGatewayStorage } from '../../gateway/src/create-gateway.js';
import { CliModule } from './cli.module.js';

async function main(): Promise<void> {
  const storage = await openGatewayStorage(readConfig(process.env));
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
  if (code?.startsWith('commander.')) process.exit(code === 'commander.helpDisplayed' || code === 'commander.help' ? 0 : 1);
  const expected = error instanceof InvalidSetting || code !== undefined;
  process.stderr.write(`${expected ? error.message : (error.stack ?? error.message)}\n`);
  process.exit(1);
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch(fail);
