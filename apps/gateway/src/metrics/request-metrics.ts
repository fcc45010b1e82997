import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type Dialect, dialectOf } from '#dialect-kit';

/** Methods that have a label of their own: others come from outside and could be anything. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What the gateway counts of its requests and of its process, in the Prometheus text format. */
export class RequestMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'gateway_http_requests_total',
    help: 'Requests answered, by dialect, method and status',
    labelNames: ['dialect', 'method', 'status'] as const,
    registers: [this.registry],
  });
  private readonly durations = new Histogram({
    name: 'gateway_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by dialect',
    labelNames: ['dialect'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [this.registry],
  });

  readonly contentType = this.registry.contentType;

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'gateway_' });
  }

  observe(fastify: FastifyInstance, dialects: readonly Dialect[]): void {
    fastify.addHook('onResponse', ({ raw, method }, { statusCode, elapsedTime }, done) => {
      const dialect = dialectOf(dialects, raw.url ?? '/').name;
      this.requests.inc({ dialect, method: methods.has(method) ? method : 'other', status: statusCode });
      this.durations.observe({ dialect }, elapsedTime / 1000);
      done();
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
