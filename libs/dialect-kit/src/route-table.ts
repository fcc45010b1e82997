import type { FastifyInstance } from 'fastify';
import findMyWay, { type HTTPMethod } from 'find-my-way';

const longestParameter = 16_384;

/** Which methods each path knows, to answer 405 and to find other spellings of a path. Filled as routes register. */
export class RouteTable {
  private readonly routes = findMyWay({ maxParamLength: longestParameter });
  private readonly methods = new Set<HTTPMethod>();

  /** Call before any route is registered. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of Array.isArray(method) ? method : [method]) this.add(each as HTTPMethod, url);
    });
  }

  /** Methods that the raw path knows, in alphabetical order; none: no such path. */
  allowed(path: string): readonly string[] {
    return [...this.methods].filter((method) => this.matches(method, path)).sort();
  }

  /** As Nest's adapter has it: a parameter that is the empty text is none. */
  private matches(method: HTTPMethod, path: string): boolean {
    const found = this.routes.find(method, path);
    return found !== null && Object.entries(found.params).every(([name, value]) => value !== '' || name === '*');
  }

  private add(method: HTTPMethod, url: string): void {
    if (url === '*' || url === '/*' || this.routes.hasRoute(method, url)) return;
    this.methods.add(method);
    this.routes.on(method, url, () => undefined);
  }
}
