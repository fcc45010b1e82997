import { Injectable } from '@nestjs/common';
import type { RecordFields } from '#records';
import { type RecordView, serializeRecord } from './record.serializer.js';
import { type TaggedDocument, tagDocument } from './tagged-document.js';

/** Documents of one record, and what they were made of besides the record. */
interface KnownDocuments {
  readonly player: RecordFields;
  readonly demon: RecordFields;
  readonly submitter: RecordFields | undefined;
  forStaff?: TaggedDocument;
  forOthers?: TaggedDocument;
}

/**
 * Records in their full form. A document depends on nothing but the fields that it is made of and on whether its reader is
 * staff, so it is kept with them: clients poll, and making a tag costs more than the rest of the answer.
 */
@Injectable()
export class RecordDocuments {
  private readonly known = new WeakMap<RecordFields, KnownDocuments>();

  render(view: RecordView, isStaff: boolean): TaggedDocument {
    const documents = this.documentsOf(view);
    const audience = isStaff ? 'forStaff' : 'forOthers';
    documents[audience] ??= tagDocument(serializeRecord(view, isStaff));
    return documents[audience];
  }

  private documentsOf({ record, player, demon, submitter }: RecordView): KnownDocuments {
    const known = this.known.get(record.fields);
    if (known?.player === player.fields && known.demon === demon.fields && known.submitter === submitter?.fields) return known;
    const fresh: KnownDocuments = { player: player.fields, demon: demon.fields, submitter: submitter?.fields };
    this.known.set(record.fields, fresh);
    return fresh;
  }
}
