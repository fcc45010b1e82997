import type { Definition, Gid } from '../wire/schema.js';

/**
 * What a record extended its definition by stays when the definition changes; all else follows the definition.
 * @param before the definition as it was, `after` as it is now
 */
export function rebase(extended: Definition, before: Definition, after: Definition): Definition {
  const titlefield = extended.titlefield === before.titlefield ? after.titlefield : extended.titlefield;
  const keys = new Set([...Object.keys(after.fieldlists), ...Object.keys(extended.fieldlists)]);
  return {
    ...extended,
    name: after.name,
    label: after.label,
    metadata: after.metadata,
    childdefinitions: after.childdefinitions,
    fields: withExtras(extended.fields, before.fields, after.fields),
    classes: withExtras(extended.classes, before.classes, after.classes),
    fieldlists: Object.fromEntries(
      [...keys].map((key) => [
        key,
        withExtras(extended.fieldlists[key] ?? [], before.fieldlists[key] ?? [], after.fieldlists[key] ?? []),
      ]),
    ),
    titlefield,
  };
}

/** Each extra stays behind the item it stood behind, where that is still there. */
function withExtras(extended: readonly Gid[], before: readonly Gid[], after: readonly Gid[]): Gid[] {
  const result = [...after];
  extended.forEach((gid, index) => {
    if (before.includes(gid) || after.includes(gid)) return;
    const behind = extended.slice(0, index).findLast((each) => result.includes(each));
    if (behind !== undefined) result.splice(result.indexOf(behind) + 1, 0, gid);
    else if (index === 0) result.unshift(gid);
    else result.push(gid);
  });
  return result;
}
