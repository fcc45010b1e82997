import { randomUUID } from 'node:crypto';
import {
  type ActorId,
  type EntryDraft,
  type Instant,
  type JsonValue,
  type RecordFields,
  RecordNotFound,
  type Space,
  type WriteTransaction,
} from '#records';
import { echoesOfSchema } from '../mapping/changed-looks.js';
import {
  echoCollection,
  jobCollection,
  placementCollection,
  recordCollection,
  recordRegister,
  schemaCollection,
} from '../mapping/collections.js';
import { type Echo, echoKey } from '../mapping/echo.js';
import { type Job, type JobName, jobFields, readJob } from '../mapping/job-log.js';
import { knownOptions, type Placement, placementFields, removedPlacement } from '../mapping/placement.js';
import type { ProjectSchema, SchemaContent } from '../mapping/project-schema.js';
import { deletedItem, type ItemKind, itemKey, jsonFields, plurals, projectKey } from '../mapping/schema-log.js';
import { type AnswerParts, serializeAnswer } from '../serializers/answer.serializer.js';
import type { Content } from '../serializers/envelope.js';
import type { RecordTexts } from '../serializers/record-texts.js';
import type { Announcement } from '../sync/announcements.js';
import type { JobDocument } from '../wire/job.js';
import type { Project, Timestamp } from '../wire/project.js';
import type { Gid, Language, SchemaItems } from '../wire/schema.js';
import { declareAttributes } from './declare-attributes.js';
import { requireOrdering, shownLanguages } from './known-names.js';
import type { RootedRecord } from './placed-records.js';
import { StoredTree } from './stored-tree.js';

/** What becomes of a record; what is not named stays. */
export interface RecordChange {
  readonly gid: Gid;
  /** Attributes; the one that holds the record's key is added. */
  readonly values?: RecordFields;
  /** `removed`: the record is deleted for good. */
  readonly placement?: Placement | 'removed';
}

export interface WriteSource {
  readonly tx: WriteTransaction;
  readonly space: Space;
  readonly stamp: { readonly recordedAt: Instant; readonly recordedBy: ActorId };
  readonly schema: ProjectSchema;
  readonly root: Gid | undefined;
  readonly texts: RecordTexts;
}

/** Drafts that one statement or two write at once; beyond, parameters and memory grow without gain. */
const draftsAtOnce = 2000;

/**
 * One write to a project that was born here: what a use case reads, changes and answers is one transaction (docs/adr/0030).
 * Reads see what was changed so far.
 */
export class ProjectWrite {
  /** To be told once the write is committed. */
  readonly announced: Announcement[] = [];
  /** Jobs that begin then. */
  readonly started: Gid[] = [];
  private current: ProjectSchema;

  constructor(private readonly source: WriteSource) {
    this.current = source.schema;
  }

  get tx(): WriteTransaction {
    return this.source.tx;
  }

  get space(): Space {
    return this.source.space;
  }

  /** As changed so far. */
  get schema(): ProjectSchema {
    return this.current;
  }

  get project(): Project {
    return this.current.content.project;
  }

  /** The moment of the write. */
  get now(): Timestamp {
    return this.source.stamp.recordedAt / 1000;
  }

  get tree(): StoredTree {
    return new StoredTree(this.tx, this.current, this.source.root);
  }

  /** @throws RecordNotFound */
  async require(gid: Gid): Promise<RootedRecord> {
    const found = (await this.tree.findRooted([gid])).get(gid);
    if (found === undefined) throw new RecordNotFound(recordCollection, gid);
    return found;
  }

  /** The languages to answer in. @throws BadParameter for one that the project does not have */
  languages(asked: readonly Language[] | undefined): readonly Language[] {
    return shownLanguages(this.current, asked);
  }

  /** @throws BadParameter for an ordering that the project does not have */
  requireOrdering(key: string | undefined): void {
    requireOrdering(this.current, key);
  }

  async putRecords(changes: readonly RecordChange[]): Promise<void> {
    const register = recordRegister(this.space);
    const values = changes.flatMap(({ gid, values }) =>
      values === undefined ? [] : [{ gid, fields: { ...values, [register]: gid } }],
    );
    const used = new Set(values.flatMap(({ fields }) => Object.keys(fields)));
    if (used.size > 0) await declareAttributes(this.tx, this.space, this.current, used, this.source.stamp);
    await this.append([
      ...values.map(({ gid, fields }) => this.draft(recordCollection, gid, fields)),
      ...changes.flatMap(({ gid, placement }) => {
        if (placement === undefined) return [];
        if (placement === 'removed') return [this.draft(placementCollection, gid, removedPlacement(this.now))];
        return [this.draftPlacement(gid, placement)];
      }),
    ]);
  }

  /** Tells whoever follows the project that a record looks different: it has other children, or other links. */
  async touch(records: readonly RootedRecord[]): Promise<void> {
    await this.append(records.map(({ gid, placement }) => ({ ...this.draftPlacement(gid, placement), repeat: true })));
  }

  /** Tells whoever follows the project that records look different although nothing is written to them (docs/adr/0036). */
  async echo(echoes: readonly Echo[]): Promise<void> {
    await this.append(echoes.map((echo) => ({ ...this.draft(echoCollection, echoKey(echo), {}), repeat: true })));
  }

  /** The last thing that a write does: what it made of the schema shows in records. */
  async settle(): Promise<void> {
    await this.echo(echoesOfSchema(this.source.schema.content, this.current.content));
  }

  /** Puts a job that begins once this write is committed (docs/adr/0030). */
  async startJob(name: JobName, parameters: JsonValue): Promise<Gid> {
    const token = randomUUID();
    const now = this.now;
    const document: JobDocument = {
      project_gid: this.project.gid,
      job: name,
      status: 'queued',
      info: {},
      created_on: now,
      updated_on: now,
    };
    await this.putJob({ token, document, parameters });
    this.started.push(token);
    return token;
  }

  /** @throws RecordNotFound */
  async requireJob(token: Gid): Promise<Job> {
    const found = await this.tx.findRecord(jobCollection, { key: token });
    if (found === undefined) throw new RecordNotFound(jobCollection, token);
    return readJob(found.record);
  }

  async putJob(job: Job): Promise<void> {
    await this.tx.append(this.draft(jobCollection, job.token, jobFields(job)));
    this.announced.push({ kind: 'job', project: this.project.gid, token: job.token, document: job.document });
  }

  /** Puts an item of the schema in the place of what had its gid. */
  putItem<K extends ItemKind>(kind: K, item: SchemaItems[K]): Promise<void> {
    const items = new Map<Gid, unknown>(this.current.content[plurals[kind]]).set(item.gid, item);
    this.change({ [plurals[kind]]: items });
    return this.append([this.draft(schemaCollection, itemKey(kind, item.gid), jsonFields(item))]);
  }

  deleteItem(kind: ItemKind, gid: Gid): Promise<void> {
    const items = new Map<Gid, unknown>(this.current.content[plurals[kind]]);
    items.delete(gid);
    this.change({ [plurals[kind]]: items });
    return this.append([this.draft(schemaCollection, itemKey(kind, gid), deletedItem)]);
  }

  /** The settings of the project; everybody who has the project open hears of it. */
  async putProject(project: Project): Promise<void> {
    this.change({ project });
    const outcome = await this.tx.append(this.draft(schemaCollection, projectKey, jsonFields(project)));
    const version = outcome.kind === 'appended' ? outcome.entry.number : outcome.version;
    this.announced.push({ kind: 'project', project: project.gid, version });
  }

  /** Whatever else belongs to the project: assets, modules. */
  async append(drafts: readonly EntryDraft[]): Promise<void> {
    for (let at = 0; at < drafts.length; at += draftsAtOnce) await this.tx.appendAll(drafts.slice(at, at + draftsAtOnce));
  }

  draft(collection: string, key: string, fields: RecordFields): EntryDraft {
    return { collection, key, fields, ...this.source.stamp };
  }

  /** An answer from the state that this write leaves behind. */
  async answer(result: object, parts: AnswerParts, languages: readonly Language[]): Promise<Content> {
    const views = await this.tree.find(parts.records ?? []);
    return { result, data: serializeAnswer(parts, views, this.current, languages, this.source.texts) };
  }

  private draftPlacement(gid: Gid, placement: Placement): EntryDraft {
    return this.draft(placementCollection, gid, placementFields(knownOptions(placement, this.project)));
  }

  private change(content: Partial<SchemaContent> | { readonly [name: string]: ReadonlyMap<Gid, unknown> }): void {
    this.current = this.current.with(content as Partial<SchemaContent>);
  }
}
