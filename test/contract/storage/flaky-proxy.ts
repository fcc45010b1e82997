import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before a database, with which connections can be lost on purpose. */
export interface FlakyProxy {
  /** URL of the database by way of the proxy. */
  readonly url: string;
  /** Breaks all connections; with `refuse`, new ones too. */
  cut(refuse?: boolean): void;
  heal(): void;
  /** Breaks a connection as soon as the client has sent the text; the database still receives it. */
  cutAfter(text: string): void;
  close(): Promise<void>;
}

export async function flakyProxy(databaseUrl: string): Promise<FlakyProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let refusing = false;
  let trap: string | undefined;

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const database = connect(Number(target.port || 5432), target.hostname);
    for (const [socket, peer] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => peer.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        peer.end();
      });
    }
    client.on('data', (bytes) => {
      database.write(bytes);
      if (trap === undefined || !bytes.includes(trap)) return;
      trap = undefined;
      client.destroy();
    });
    database.on('data', (bytes) => {
      if (!client.destroyed) client.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  const cut = (refuse = false): void => {
    refusing = refuse;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    heal: () => {
      refusing = false;
    },
    cutAfter: (text) => {
      trap = text;
    },
    close: async () => {
      cut(true);
      server.close();
      await once(server, 'close');
    },
  };
}
