import type { IndexedRecord, RecordKey, RecordReader, Space, StalePage, TextExtractor, TextSource } from '#records';
import { placementCollection, recordCollection, schemaCollection } from '../mapping/collections.js';
import { definitionAttribute } from '../mapping/placement.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { findPlacedRecords } from '../project/placed-records.js';
import { StoredSchemas } from '../project/stored-schemas.js';
import { recordFacts } from './record-facts.js';
import { type Signatures, schemaSignatures } from './schema-signatures.js';

/** The index of the records of Unicat-born projects. */
export const recordIndex = 'unicat.record';

const pageSize = 500;

/** Says what the records of a project are found by: values as they are shown, labels instead of keys. */
export class CatalogueTexts implements TextExtractor {
  readonly name = recordIndex;
  /** A change of the schema that matters here shows in the signatures of its definitions. */
  readonly collections = [recordCollection, placementCollection];
  private readonly schemas = new StoredSchemas();
  private readonly signatures = new WeakMap<ProjectSchema, Signatures>();

  concerns({ birth }: Space): boolean {
    return birth === 'unicat';
  }

  async open(reader: RecordReader, space: Space): Promise<TextSource> {
    const { revision } = await reader.head(schemaCollection);
    const schema = await this.schemas.read(reader, space, revision);
    const signatures = this.signatures.get(schema) ?? schemaSignatures(schema);
    this.signatures.set(schema, signatures);
    return {
      stale: (state) => findStale(reader, signatures, state),
      read: (keys) => readFacts(reader, schema, keys),
    };
  }
}

async function readFacts(reader: RecordReader, schema: ProjectSchema, keys: readonly RecordKey[]): Promise<IndexedRecord[]> {
  const placed = await findPlacedRecords(reader, keys);
  return placed.map(({ record: { key: gid, fields: values, updatedAt }, placement }) => {
    const { definition, copies, createdOn } = placement;
    const shape = schema.shapeOfRecord(definition);
    const updatedOn = Math.max(placement.updatedOn, updatedAt / 1000);
    return recordFacts({ gid, shape, copies, values, createdOn, updatedOn }, schema);
  });
}

/** What the index was made with, and what of it is still to be made anew. */
interface IndexState {
  readonly signatures: Signatures;
  /** Definitions whose records are stale, the first one beyond the ordinal `after`. */
  readonly stale: readonly string[];
  readonly after: number;
}

/** Records of definitions that are not what they were, a page at a time. */
async function findStale(reader: RecordReader, signatures: Signatures, before: string | undefined): Promise<StalePage> {
  if (before === undefined) return { keys: [], state: JSON.stringify({ signatures, stale: [], after: 0 }) };
  let state = compare(JSON.parse(before) as IndexState, signatures);
  for (let [definition] = state.stale; definition !== undefined; [definition] = state.stale) {
    const where = [{ attribute: definitionAttribute, equals: definition }];
    const { items, more } = await reader.listRecords(placementCollection, { where, after: state.after, limit: pageSize });
    const last = items.at(-1);
    state = more && last !== undefined ? { ...state, after: last.ordinal } : { ...state, stale: state.stale.slice(1), after: 0 };
    if (items.length > 0) return { keys: items.map(({ key }) => key), state: JSON.stringify(state) };
  }
  return { keys: [], state: JSON.stringify(state) };
}

/** A definition that changes once more while its records are made anew begins again. */
function compare(known: IndexState, signatures: Signatures): IndexState {
  const all = [...new Set([...Object.keys(known.signatures), ...Object.keys(signatures)])];
  const changed = all.filter((gid) => known.signatures[gid] !== signatures[gid]);
  if (changed.length === 0) return known;
  return { signatures, stale: [...known.stale.filter((gid) => !changed.includes(gid)), ...changed], after: 0 };
}
