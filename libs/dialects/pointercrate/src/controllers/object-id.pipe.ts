import type { PipeTransform } from '@nestjs/common';
import { PointercrateError } from '../errors/pointercrate-error.js';
import { parseObjectId } from '../mapping/object-id.js';

/** Ids in paths (contract §0). */
export class ObjectIdPipe implements PipeTransform<string, number> {
  /** @throws PointercrateError 42200 */
  transform(text: string): number {
    const id = parseObjectId(text);
    if (id === undefined) throw new PointercrateError(42200);
    return id;
  }
}
