import 'reflect-metadata';
import { StorageUnavailable } from '#records';
import { InvalidSetting, readConfig } from './config/gateway-config.js';
import { createGateway } from './create-gateway.js';
import { DemoInterrupted } from './demo/load-demo.js';
import { welcome } from './demo/welcome.js';

/** How long a stop waits for answers under way. */
const stopPatienceMs = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const terminal = process.stdout.isTTY;
  let close = (): Promise<void> => Promise.resolve();
  // From the beginning: as the first process of a container the default action of a signal would be none.
  stopOnSignal(() => close());
  const gateway = await createGateway(config, (what, done, of) => {
    if (terminal) process.stdout.write(`\r\u001b[KLoading demo data ${done}/${of}: ${what}${done === of ? '\n' : ''}`);
  });
  close = () => gateway.close();
  await gateway.app.listen({ host: config.host, port: config.port });
  process.stdout.write(await welcome(gateway, config));
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopPatienceMs).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error as NodeJS.ErrnoException)}\n`);
  process.exit(1);
}

/** What whoever started the gateway can mend is said in one line, anything else with its trace. */
function explain(error: NodeJS.ErrnoException): string {
  if (error instanceof InvalidSetting || error instanceof DemoInterrupted) return error.message;
  if (error instanceof StorageUnavailable) {
    const { message, code } = error.cause as NodeJS.ErrnoException;
    return `DATABASE_URL cannot be opened: ${message || code}`;
  }
  if (error.syscall === 'listen') return `HOST and PORT cannot be listened on: ${error.message}`;
  return error.stack ?? String(error);
}

main().catch(fail);
