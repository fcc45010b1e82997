import type { FastifyRequest } from 'fastify';
import { pathOf } from '#dialect-kit';
import type { Role } from '#records';
import { splitBase } from '../http/relocation.js';
import { decodeSegment } from '../http/request-target.js';
import type { RegisterOptions } from '../register.options.js';
import type { RegisterPlace } from './register-locator.js';

/** A register as one request addresses it. */
export interface MountedRegister extends RegisterPlace {
  /** In front of every path in links: `/registers/{register}`, or empty at the root of a host, and the view as spelt. */
  readonly base: string;
  /** What the caller is in the space; undefined for anybody. */
  readonly role: Role | undefined;
  /** Whether its log may be emptied, so that nothing about it is for ever. */
  readonly erasable: boolean;
}

/**
 * The names under which a request asks for its register, first choice first, and where it is mounted (contract §0.2).
 * @throws MalformedPath
 */
export function addressedRegister(
  request: FastifyRequest,
  { defaultRegister, trustProxy }: RegisterOptions,
): { readonly base: string; readonly names: readonly string[] } {
  const { base, mount } = splitBase(pathOf(request.raw.url ?? '/'));
  if (mount !== '') return { base, names: [decodeSegment(mount.slice(mount.lastIndexOf('/') + 1))] };
  const label = hostLabel(request, trustProxy);
  return { base, names: defaultRegister === undefined ? [label] : [label, defaultRegister] };
}

/** The first label of the host name, lower-case; empty without a host. */
function hostLabel(request: FastifyRequest, trustProxy: boolean): string {
  return hostName(request, trustProxy).split('.', 1)[0] ?? '';
}

/** The host name without its port, lower-case; empty without a host. */
function hostName({ headers }: FastifyRequest, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined;
  const host = (typeof forwarded === 'string' ? forwarded : headers.host) ?? '';
  return (/^(?:\[[^\]]*\]|[^:,/]*)/.exec(host.trim())?.[0] ?? '').toLowerCase();
}

/**
 * The domain under which a register says that it is served (contract §3.9): the one that was set, else that of the request's
 * host without the label that is the register's name.
 */
export function registerDomain(
  request: FastifyRequest,
  { name }: Pick<MountedRegister, 'name'>,
  { domain, trustProxy }: Pick<RegisterOptions, 'domain' | 'trustProxy'>,
): string {
  if (domain !== undefined) return domain;
  const host = hostName(request, trustProxy);
  return host.startsWith(`${name}.`) ? host.slice(name.length + 1) : host;
}
