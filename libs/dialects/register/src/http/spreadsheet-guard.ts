import type { FastifyRequest } from 'fastify';
import { queryOf } from '#dialect-kit';
import { UnexpectedParameter } from '../errors/register-errors.js';
import type { Link } from './links.js';
import type { Format } from './negotiation.js';
import { QueryParameters } from './query-parameters.js';

const parameter = 'spreadsheet';

/**
 * Whether the client asks for CSV that a spreadsheet can open safely. Without asking, values come as they are: clients
 * compare and hash them, and a guard cannot be told from data.
 * @throws UnexpectedParameter
 */
export function wantsGuard({ raw }: FastifyRequest, format: Format): boolean {
  const url = raw.url ?? '/';
  if (format !== 'csv' || queryOf(url) === '') return false;
  const value = new QueryParameters(url).once(parameter);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new UnexpectedParameter(parameter, "must be 'true' or 'false'");
}

/** A link that goes on asking for it, where it leads to a page of the same list. */
export function keepGuard(link: Link): Link {
  if (link.rel === 'version-history') return link;
  return { ...link, target: `${link.target}${link.target.includes('?') ? '&' : '?'}${parameter}=true` };
}
