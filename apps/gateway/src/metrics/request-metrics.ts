import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import { type Dialect, dialectOf } from '#dialect-kit';

/** Methods that have a label of their own: others come from outside and could be anything. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const labelNames = ['dialect', 'method', 'status'] as const;

interface Tally {
  readonly labels: { readonly dialect: string; readonly method: string; readonly status: number };
  requests: number;
  /** From the arrival of each request to the end of its answer, added up. */
  seconds: number;
}

/**
 * What the gateway counts of its requests and of its process, in the Prometheus text format. Requests are counted in plain
 * numbers and handed to the library when somebody asks: its labelled counters cost a quarter of a point read.
 */
export class RequestMetrics {
  private readonly registry = new Registry();
  private readonly tallies = new Map<string, Tally>();

  readonly contentType = this.registry.contentType;

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'gateway_' });
    this.expose('gateway_http_requests_total', 'Requests answered', ({ requests }) => requests);
    this.expose('gateway_http_request_seconds_total', 'Time that the answers took', ({ seconds }) => seconds);
  }

  observe(fastify: FastifyInstance, dialects: readonly Dialect[]): void {
    fastify.addHook('onResponse', ({ raw, method }, { statusCode, elapsedTime }, done) => {
      const dialect = dialectOf(dialects, raw.url ?? '/').name;
      const tally = this.tallyOf(dialect, methods.has(method) ? method : 'other', statusCode);
      tally.requests += 1;
      tally.seconds += elapsedTime / 1000;
      done();
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private expose(name: string, help: string, read: (tally: Tally) => number): void {
    const { registry, tallies } = this;
    new Counter({
      name,
      help: `${help}, by dialect, method and status`,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const tally of tallies.values()) this.inc(tally.labels, read(tally));
      },
    });
  }

  private tallyOf(dialect: string, method: string, status: number): Tally {
    const name = `${dialect} ${method} ${status}`;
    const known = this.tallies.get(name);
    if (known !== undefined) return known;
    const tally = { labels: { dialect, method, status }, requests: 0, seconds: 0 };
    this.tallies.set(name, tally);
    return tally;
  }
}
