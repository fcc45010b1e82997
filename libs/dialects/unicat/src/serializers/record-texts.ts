import { Injectable } from '@nestjs/common';
import type { RecordFields } from '#records';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Timestamp } from '../wire/project.js';
import type { Language } from '../wire/schema.js';
import { type Place, type RecordView, serializePlace, serializeValues } from './record.serializer.js';

/** Texts of one record: readers ask for few combinations of languages. */
const keptTexts = 8;

/** Texts of a record in one place, and the values that they show. */
interface KnownTexts {
  readonly values: RecordFields;
  readonly updatedOn: Timestamp;
  readonly texts: Map<string, string>;
}

/**
 * Records as JSON text. What a place, values and a schema give together is kept with the place: decoding the values is most
 * of the work of an answer.
 */
@Injectable()
export class RecordTexts {
  private readonly known = new WeakMap<Place, KnownTexts>();
  private readonly serials = new WeakMap<ProjectSchema, number>();
  private lastSerial = 0;

  /** @param languages those asked for */
  of(view: RecordView, schema: ProjectSchema, languages: readonly Language[]): string {
    const texts = this.textsOf(view);
    const name = `${this.serialOf(schema)} ${languages}`;
    const known = texts.get(name);
    if (known !== undefined) return known;
    const text = JSON.stringify({ ...serializePlace(view), ...serializeValues(view, languages, schema.languages) });
    if (texts.size >= keptTexts) texts.clear();
    texts.set(name, text);
    return text;
  }

  private textsOf({ place, values, updatedOn }: RecordView): Map<string, string> {
    const known = this.known.get(place);
    if (known?.values === values && known.updatedOn === updatedOn) return known.texts;
    const fresh = { values, updatedOn, texts: new Map<string, string>() };
    this.known.set(place, fresh);
    return fresh.texts;
  }

  private serialOf(schema: ProjectSchema): number {
    const known = this.serials.get(schema);
    if (known !== undefined) return known;
    this.lastSerial += 1;
    this.serials.set(schema, this.lastSerial);
    return this.lastSerial;
  }
}
