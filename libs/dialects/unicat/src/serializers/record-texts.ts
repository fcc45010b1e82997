import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ProjectSchema } from '../mapping/project-schema.js';
import type { Language } from '../wire/schema.js';
import { type RecordView, serializePlace, serializeValues } from './record.serializer.js';

/** Characters of all kept texts together. */
const keptLength = 32 * 1024 * 1024;

/**
 * Records as JSON text. A blob and a schema never change, so what they give together is kept: decoding the values is most
 * of the work of an answer.
 */
@Injectable()
export class RecordTexts {
  private readonly kept = new LRUCache<string, string>({
    maxSize: keptLength,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  private readonly serials = new WeakMap<ProjectSchema, number>();
  private lastSerial = 0;

  /** @param languages those asked for */
  of(view: RecordView, schema: ProjectSchema, languages: readonly Language[]): string {
    const place = JSON.stringify(serializePlace(view));
    return `${place.slice(0, -1)},${this.values(view, schema, languages).slice(1)}`;
  }

  private values(view: RecordView, schema: ProjectSchema, languages: readonly Language[]): string {
    const build = (): string => JSON.stringify(serializeValues(view, languages, schema.languages));
    if (view.blobHash === undefined) return build();
    const key = `${this.serialOf(schema)} ${view.shape.definition} ${view.blobHash} ${languages}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const text = build();
    this.kept.set(key, text);
    return text;
  }

  private serialOf(schema: ProjectSchema): number {
    const known = this.serials.get(schema);
    if (known !== undefined) return known;
    this.lastSerial += 1;
    this.serials.set(schema, this.lastSerial);
    return this.lastSerial;
  }
}
