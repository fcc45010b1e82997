import { type CollectionName, type Condition, isRegister, type ReadingPolicy, textOf, type Visibility } from '#records';

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

function judgeRecord({ record, references: { player } }: Parameters<ReadingPolicy['judge']>[0]): Visibility {
  // A dangling holder is treated like a link-banned one: when in doubt, withhold.
  const linksShown = player !== undefined && textOf(player.fields, 'link-banned') !== 'true';
  return { hidden: textOf(record.fields, 'status') !== 'approved', withheld: linksShown ? alwaysWithheld : withheldWithLinks };
}

/**
 * What an ordinary reader sees of a demonlist (contract §1.1, §3.1): approved records without submitter and raw
 * footage. A deleted record that was approved stays visible with its `end-date`, so that followers learn of its end.
 */
export const pointercratePolicy: ReadingPolicy = {
  references: (collection) => (collection === 'record' ? [{ attribute: 'player', collection: 'player' }] : []),

  judge(found): Visibility {
    const { collection } = found.record;
    if (collection === 'record') return judgeRecord(found);
    return isReadable(collection) ? { hidden: false, withheld: this.withholdable(collection) } : hidden;
  },

  visible(collection) {
    if (collection === 'record') return [approved];
    return isReadable(collection) ? [] : undefined;
  },

  withholdable(collection) {
    if (collection === 'record') return withheldWithLinks;
    return collection === 'player' ? withheldOfPlayers : [];
  },
};
