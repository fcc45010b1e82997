import { describe, expect, it } from 'vitest';
import {
  AccessDenied,
  type FoundRecord,
  NotAuthenticated,
  type RecordFields,
  RecordNotFound,
  type RecordStore,
  type StoredRecord,
} from '#records';
import { anonymous, type Caller } from '../guards/caller.js';
import { RecordDocuments } from '../serializers/record-documents.js';
import { RetrieveDemonlistRecord } from './retrieve-demonlist-record.use-case.js';

const stored = (key: string, fields: RecordFields) => ({ key, fields }) as StoredRecord;

const fields = { progress: '100', status: 'approved', player: '5', demon: '1' };
const references = {
  player: stored('5', { name: 'AeonAir', banned: 'false', 'link-banned': 'false' }),
  demon: stored('1', { position: '9', name: 'Cadrega City' }),
  submitter: undefined,
};

const user: Caller = { ...anonymous('demonlist'), account: { id: 2 } as Caller['account'] };

/** What the use case makes of this one record; what the storage does is tested where it lives. */
function retrieve(found: Partial<FoundRecord> | undefined, caller: Caller = user) {
  const store = { latest: () => ({ findRecord: async () => found && { references, ...found } }) } as unknown as RecordStore;
  return new RetrieveDemonlistRecord(store, new RecordDocuments()).execute({ id: 2, caller });
}

describe('RetrieveDemonlistRecord', () => {
  it('shows approved records to anybody who gets as far as here', async () => {
    const { body } = await retrieve({ record: stored('2', fields) }, anonymous('demonlist'));
    expect(JSON.parse(body)).toMatchObject({ data: { id: 2, submitter: null } });
  });

  it('does not know records that were deleted', async () => {
    const ended = stored('2', { ...fields, 'end-date': '2023-01-01T00:00:00Z' });
    await expect(retrieve({ record: ended })).rejects.toThrow(RecordNotFound);
    await expect(retrieve(undefined)).rejects.toThrow(RecordNotFound);
  });

  it('refuses others in the terms of who asks', async () => {
    const submitted = { record: stored('2', { ...fields, status: 'submitted' }) };
    await expect(retrieve(submitted, anonymous('demonlist'))).rejects.toThrow(NotAuthenticated);
    await expect(retrieve(submitted)).rejects.toThrow(AccessDenied);
  });

  it('fails loudly where the holder does not exist', async () => {
    const dangling = { record: stored('2', fields), references: { ...references, player: undefined } };
    await expect(retrieve(dangling)).rejects.toThrow('does not exist');
  });
});
