import { Injectable, type PipeTransform } from '@nestjs/common';
import { parseJsonBody } from '#dialect-kit';
import type { WriteEntryCommand } from '#dialects/register';
import { InvalidRecord } from '#records';

type Item = WriteEntryCommand['blob'];

/**
 * The blob in a JSON body, exactly as it stands there: what checks bodies against classes would drop attributes called
 * `constructor` or `prototype`, which are names like others.
 */
@Injectable()
export class BlobPipe implements PipeTransform<unknown, Item> {
  /** @throws MalformedInput, InvalidRecord */
  transform(body: unknown): Item {
    const parsed = parseJsonBody(body);
    const { blob } = (parsed ?? {}) as { readonly blob?: unknown };
    if (typeof blob === 'object' && blob !== null && !Array.isArray(blob)) return blob as Item;
    throw new InvalidRecord('blob must be an object', 'blob');
  }
}
