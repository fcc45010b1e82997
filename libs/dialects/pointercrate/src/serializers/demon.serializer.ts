import type { StoredRow } from '../list/stored-row.js';
import type { DemonRow, PlayerRow, RecordRow } from '../mapping/tables.js';
import type { CountryDocument, DemonDocument, DemonRecordDocument, ListedDemonDocument } from './demon.document.js';
import { serializeMinimalDemon, serializeMinimalPlayer, serializeRecordCore } from './record.serializer.js';

/** A demon in a list. */
export interface ListedDemonView {
  readonly demon: StoredRow<DemonRow>;
  readonly verifier: StoredRow<PlayerRow>;
  readonly publisher: StoredRow<PlayerRow>;
}

/** One of a demon's records. */
export interface DemonRecordView {
  readonly record: StoredRow<RecordRow>;
  readonly player: StoredRow<PlayerRow>;
  readonly nationality: CountryDocument | null;
}

/** A demon with all that it is shown with. */
export interface DemonView extends ListedDemonView {
  readonly creators: readonly StoredRow<PlayerRow>[];
  /** In the order in which they are shown. */
  readonly records: readonly DemonRecordView[];
}

/** The form of a demon in lists (contract §1.6). */
export function serializeListedDemon({ demon, verifier, publisher }: ListedDemonView): ListedDemonDocument {
  const { requirement, video, thumbnail, level_id } = demon.row;
  return {
    ...serializeMinimalDemon(demon.record),
    requirement,
    video: verifier.row.link_banned ? null : video,
    thumbnail,
    publisher: serializeMinimalPlayer(publisher.record),
    verifier: serializeMinimalPlayer(verifier.record),
    level_id,
  };
}

/** The full form of a demon (contract §1.6). */
export function serializeDemon(view: DemonView): DemonDocument {
  return {
    ...serializeListedDemon(view),
    creators: view.creators.map(({ record }) => serializeMinimalPlayer(record)),
    records: view.records.map(serializeDemonRecord),
  };
}

function serializeDemonRecord({ record, player, nationality }: DemonRecordView): DemonRecordDocument {
  return { ...serializeRecordCore(record, player.row), player: serializeMinimalPlayer(player.record), nationality };
}
