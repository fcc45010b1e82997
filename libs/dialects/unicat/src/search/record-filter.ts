import type { JsonValue, TextCondition } from '#records';
import type { ProjectSchema } from '../mapping/project-schema.js';
import { type Filter, readFilter, refuseTriplet, type Triplet } from './filter.js';
import { classMark, definitionMark, findingMark, valueMark } from './marks.js';
import { readTimeTest, type TimeLeaf, timeProperties } from './time-filter.js';

/** What the index of texts can answer, and what needs a look at the times of what it finds. */
export type RecordLeaf = { readonly text: TextCondition } | TimeLeaf;

/** @throws SearchError */
export function readRecordFilter(filter: readonly unknown[], schema: ProjectSchema, now: number): Filter<RecordLeaf> {
  return readFilter(filter, (triplet) =>
    timeProperties.includes(triplet.property) ? readTimeTest(triplet, now) : { text: readText(triplet, schema) },
  );
}

function readText(triplet: Triplet, schema: ProjectSchema): TextCondition {
  const { property, operator, operands } = triplet;
  switch (`${property} ${operator}`) {
    case 'validation any':
      return findings(triplet, ['not_translated', 'invalid']);
    case 'validation is_empty':
      return findings(triplet, ['is_empty']);
    case 'validation not_translated':
      return findings(triplet, ['not_translated']);
    case 'definition is':
      return { mark: definitionMark(textOperand(triplet)) };
    case 'classes has':
      return { any: classesCalled(textOperand(triplet), schema).map((gid) => ({ mark: classMark(gid) })) };
    case 'value is':
      if (!Array.isArray(operands) || operands.length !== 2 || typeof operands[0] !== 'string') refuseTriplet();
      return { mark: valueMark(operands[0], operands[1] as JsonValue) };
    default:
      return refuseTriplet();
  }
}

function findings(triplet: Triplet, wanted: readonly Parameters<typeof findingMark>[0][]): TextCondition {
  const field = triplet.operands === undefined ? undefined : textOperand(triplet);
  return { any: wanted.map((finding) => ({ mark: findingMark(finding, field) })) };
}

function textOperand(triplet: Triplet): string {
  return typeof triplet.operands === 'string' ? triplet.operands : refuseTriplet();
}

function classesCalled(nameOrGid: string, { content: { classes } }: ProjectSchema): string[] {
  return [...classes.values()].filter(({ gid, name }) => gid === nameOrGid || name === nameOrGid).map(({ gid }) => gid);
}
