import {
  type CollectionName,
  type Condition,
  isRegister,
  type ReadingPolicy,
  type Reference,
  type ReferencedRecord,
  textOf,
  type Visibility,
} from '#records';

type Judged = Parameters<ReadingPolicy['judge']>[0];

const approved: Condition = { attribute: 'status', equals: 'approved' };

const hidden: Visibility = { hidden: true, withheld: [] };

/**
 * Everything else that users can name is for staff: submitters are IP addresses, claims tell which account is whom,
 * notes are what staff write to each other.
 */
const readable: readonly CollectionName[] = ['record', 'player', 'demon', 'nationality', 'subdivision'];

/** Names with dots belong to other dialects, which judge for themselves. */
function isReadable(collection: CollectionName): boolean {
  return !isRegister(collection) || readable.includes(collection);
}

const alwaysWithheld: readonly string[] = ['submitter', 'raw-footage'];
const withheldWithLinks: readonly string[] = [...alwaysWithheld, 'video'];
/** A flag for staff: it has no place in any answer of the contract. */
const withheldOfPlayers: readonly string[] = ['link-banned'];
/** Of those whose verifier is link-banned. */
const withheldOfDemons: readonly string[] = ['video'];

/** A player who is not there is treated like one who is link-banned: when in doubt, withhold. */
function showsLinks(player: ReferencedRecord | undefined): boolean {
  return player !== undefined && textOf(player.fields, 'link-banned') !== 'true';
}

function judgeRecord({ record, references: { player } }: Judged): Visibility {
  const withheld = showsLinks(player) ? alwaysWithheld : withheldWithLinks;
  return { hidden: textOf(record.fields, 'status') !== 'approved', withheld };
}

function judgeDemon({ references: { verifier } }: Judged): Visibility {
  return { hidden: false, withheld: showsLinks(verifier) ? [] : withheldOfDemons };
}

/** Whose links a record or demon holds, by collection. */
const linkHolders: ReadonlyMap<CollectionName, Reference> = new Map([
  ['record', { attribute: 'player', collection: 'player' }],
  ['demon', { attribute: 'verifier', collection: 'player' }],
]);

const withholdable: ReadonlyMap<CollectionName, readonly string[]> = new Map([
  ['record', withheldWithLinks],
  ['demon', withheldOfDemons],
  ['player', withheldOfPlayers],
]);

/**
 * What an ordinary reader sees of a demonlist (contract §1.1, §3.1): approved records without submitter and raw
 * footage. A deleted record that was approved stays visible with its `end-date`, so that followers learn of its end.
 */
export const pointercratePolicy: ReadingPolicy = {
  references(collection) {
    const holder = linkHolders.get(collection);
    return holder === undefined ? [] : [holder];
  },

  judge(found): Visibility {
    const { collection } = found.record;
    if (collection === 'record') return judgeRecord(found);
    if (collection === 'demon') return judgeDemon(found);
    return isReadable(collection) ? { hidden: false, withheld: this.withholdable(collection) } : hidden;
  },

  visible(collection) {
    if (collection === 'record') return [approved];
    return isReadable(collection) ? [] : undefined;
  },

  withholdable: (collection) => withholdable.get(collection) ?? [],
};
