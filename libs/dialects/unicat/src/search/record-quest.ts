import type { ProjectMember } from '../guards/project-request.js';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Language } from '../wire/schema.js';
import type { Filter } from './filter.js';
import type { RecordLeaf } from './record-filter.js';
import type { Terms } from './terms.js';

/** What a search for records comes to once it was understood. */
export interface RecordQuest {
  readonly member: ProjectMember;
  readonly schema: ProjectSchema;
  readonly language: Language;
  readonly terms: Terms;
  readonly filter: Filter<RecordLeaf>;
}
