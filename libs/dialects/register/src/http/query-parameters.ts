import { queryOf } from '#dialect-kit';
import { UnexpectedParameter } from '../errors/register-errors.js';
import { integerForm } from '../schema/integers.js';

/** The query of a request. Unknown parameters are ignored (contract §2.7). */
export class QueryParameters {
  private readonly parameters: URLSearchParams;

  /** @param url raw request target */
  constructor(url: string) {
    this.parameters = new URLSearchParams(queryOf(url));
  }

  /**
   * May be larger than any safe integer where `most` is not given.
   * @throws UnexpectedParameter where it is repeated, no integer or out of range
   */
  integer(name: string, fallback: number, least: number, most?: number): number {
    const text = this.once(name);
    if (text === undefined) return fallback;
    if (!integerForm.test(text)) throw new UnexpectedParameter(name, 'must be an integer');
    const value = Number(text);
    if (value < least || (most !== undefined && value > most)) {
      throw new UnexpectedParameter(name, most === undefined ? `must be at least ${least}` : `must be from ${least} to ${most}`);
    }
    return value;
  }

  /** @throws UnexpectedParameter where it is repeated */
  once(name: string): string | undefined {
    const [value, second] = this.parameters.getAll(name);
    if (second !== undefined) throw new UnexpectedParameter(name, 'must occur at most once');
    return value;
  }
}
