import { type Attribute, type RecordFields, textOf } from '#records';
import type { RegisterOptions } from '../register.options.js';
import type { RegisterDescription } from '../use-cases/describe-register.use-case.js';
import { serializeHash } from './entry.serializer.js';
import { serializeTimestamp } from './timestamp.js';

export interface AttributeDocument {
  readonly id: string;
  readonly datatype: string;
  readonly cardinality: '1' | 'n';
  readonly description?: string;
}

export interface StatusDocument {
  readonly 'start-date': string;
  /** Of a register that was retired; the others say more about it. */
  readonly 'end-date'?: string;
  readonly replacement?: string;
  readonly reason?: string;
}

export interface ContextDocument {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly custodian?: string;
  readonly copyright?: string;
  readonly licence?: string;
  readonly 'hashing-algorithm': { readonly codec: string; readonly 'function-type': number; readonly 'digest-length': number };
  readonly 'root-hash': string;
  readonly schema: readonly AttributeDocument[];
  readonly statistics: {
    readonly 'total-entries': number;
    readonly 'total-blobs': number;
    readonly 'total-records': number;
  };
  readonly status: StatusDocument;
}

export const hashingAlgorithm = { codec: 'sha2-256', 'function-type': 18, 'digest-length': 32 } as const;

/** What a register says about itself; values that were redacted are shown as they are (contract §3.8). */
export function serializeContext(
  description: RegisterDescription,
  { licence, copyright }: Pick<RegisterOptions, 'licence' | 'copyright'>,
): ContextDocument {
  const { schema, sizes, rootHash } = description;
  return {
    id: schema.register,
    ...optional('title', schema.title),
    ...optional('description', schema.description),
    ...optional('custodian', schema.custodian),
    ...optional('copyright', schema.copyright ?? copyright),
    ...optional('licence', licence),
    'hashing-algorithm': hashingAlgorithm,
    'root-hash': serializeHash(rootHash),
    schema: schema.attributes.map(serializeAttribute),
    statistics: { 'total-entries': sizes.entries, 'total-blobs': sizes.blobs, 'total-records': sizes.records },
    status: serializeStatus(description),
  };
}

function serializeAttribute({ name, datatype, cardinality, text }: Attribute): AttributeDocument {
  return { id: name, datatype, cardinality, ...optional('description', text) };
}

/** A register is retired by a system entry `status` that has an `end-date`; no published register ever was. */
function serializeStatus({ first, firstSystemEntry, system }: RegisterDescription): StatusDocument {
  const start = { 'start-date': serializeTimestamp((first ?? firstSystemEntry).recordedAt) };
  const retirement = system.get('status') ?? {};
  const endDate = textOf(retirement, 'end-date');
  if (endDate === undefined) return start;
  return {
    ...start,
    'end-date': endDate,
    ...optional('replacement', textOf(retirement, 'replacement')),
    ...optional('reason', textOf(retirement, 'reason')),
  };
}

export interface RegisterDocument {
  readonly domain: string;
  readonly 'total-records': number;
  readonly 'total-entries': number;
  readonly 'register-record': RecordFields;
  readonly custodian?: string;
  readonly 'last-updated'?: string;
}

/** The older summary of a register (contract §3.9). */
export function serializeRegister({ schema, system, sizes, last }: RegisterDescription, domain: string): RegisterDocument {
  return {
    domain,
    'total-records': sizes.records,
    'total-entries': sizes.entries,
    'register-record': inCanonicalOrder(system.get(`register:${schema.register}`) ?? {}),
    ...optional('custodian', schema.custodian),
    ...optional('last-updated', last && serializeTimestamp(last.recordedAt)),
  };
}

/** As the item was hashed: a database may keep members in an order of its own. */
function inCanonicalOrder(fields: RecordFields): RecordFields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]?: string });
}
