import { Inject, Injectable } from '@nestjs/common';
import { RegisterLocator } from '#dialects/register';
import {
  type CollectionName,
  MalformedInput,
  mainCollection,
  policyFor,
  READING_POLICIES,
  RECORD_STORE,
  type ReadingPolicies,
  type RecordAddress,
  RecordNotFound,
  type RecordStore,
  registerName,
  SPACE_DIRECTORY,
  type Space,
  type SpaceDirectory,
  type StoredRecord,
} from '#records';
import { parseAddress, type RecordLocator } from './address.js';
import { OperatorAccess, roleOf } from './operator-access.js';

export interface ResolvedRecord {
  readonly space: string;
  readonly collection: CollectionName;
  readonly key: string;
  /** The integer id of the Pointercrate dialect; null for records that it does not serve. */
  readonly id: number | null;
  readonly gid: string;
  readonly version: number;
  readonly addresses: {
    readonly register: string;
    readonly pointercrate: string | null;
    readonly unicat: { readonly path: string; readonly body: { readonly record: string } };
  };
}

interface Target {
  readonly space: Space;
  readonly collection: CollectionName;
  readonly address: RecordAddress;
}

export const POINTERCRATE_SPACE = Symbol('PointercrateSpace');

/** Connects the three addresses of one record (interface, "One record, three addresses"). */
@Injectable()
export class ResolveAddress {
  constructor(
    @Inject(RECORD_STORE) private readonly store: RecordStore,
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    @Inject(READING_POLICIES) private readonly policies: ReadingPolicies,
    @Inject(POINTERCRATE_SPACE) private readonly pointercrateSpace: string,
    private readonly registers: RegisterLocator,
    private readonly access: OperatorAccess,
  ) {}

  /**
   * @throws NotAuthenticated, AccessDenied
   * @throws MalformedInput for what is no address
   * @throws RecordNotFound for an address of nothing, or of what the caller may not see
   */
  async execute(address: string, authorization: string | undefined): Promise<ResolvedRecord> {
    const located = parseAddress(address);
    const target = located.kind === 'record' ? await this.target(located.locator) : undefined;
    const caller = await this.access.identify(authorization, target?.space.id ?? '');
    if (located.kind === 'malformed') throw new MalformedInput(`'${address}' is no address of a record`);
    if (target === undefined) throw new RecordNotFound('any space', address);
    const policy = policyFor(this.policies, target.space, roleOf(caller));
    const found = await this.store
      .latest(target.space.id)
      .findRecord(target.collection, target.address, { references: policy.references(target.collection) });
    if (found === undefined || policy.judge(found).hidden) throw new RecordNotFound(target.collection, address);
    return describe(target.space, found.record);
  }

  private async target(locator: RecordLocator): Promise<Target | undefined> {
    switch (locator.dialect) {
      case 'register': {
        const place = await this.registers.find(locator.register);
        return place && { ...place, address: { key: locator.key } };
      }
      case 'pointercrate': {
        const space = await this.spaces.find(locator.space ?? this.pointercrateSpace);
        if (space === undefined) return undefined;
        const address = space.birth === 'pointercrate' ? { key: String(locator.id) } : { ordinal: locator.id };
        return { space, collection: mainCollection(space), address };
      }
      case 'unicat':
        return this.unicatTarget(locator.gid, locator.record);
    }
  }

  /** A gid does not tell its collection, so each register of the space is asked. */
  private async unicatTarget(gid: string, id: string): Promise<Target | undefined> {
    const space = await this.spaces.findByGid(gid);
    if (space === undefined) return undefined;
    const reader = this.store.latest(space.id);
    for (const collection of await this.registers.collectionsOf(space)) {
      if ((await reader.findRecord(collection, { id })) !== undefined) return { space, collection, address: { id } };
    }
    return undefined;
  }
}

function describe(space: Space, record: StoredRecord): ResolvedRecord {
  const { collection, key, id: gid, version, ordinal } = record;
  const served = collection === mainCollection(space);
  const id = space.birth === 'pointercrate' ? Number(key) : ordinal;
  return {
    space: space.id,
    collection,
    key,
    id: served ? id : null,
    gid,
    version,
    addresses: {
      register: `/registers/${registerName(space, collection)}/records/${encodeURIComponent(key)}`,
      pointercrate: served ? `/spaces/${space.id}/api/v1/records/${id}/` : null,
      unicat: { path: `/api/p/${space.gid}/records/get`, body: { record: gid } },
    },
  };
}
