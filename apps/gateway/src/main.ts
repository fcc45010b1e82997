import 'reflect-metadata';
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
  const expected = error instanceof InvalidSetting || error instanceof DemoInterrupted;
  process.stderr.write(`${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}

main().catch(fail);
