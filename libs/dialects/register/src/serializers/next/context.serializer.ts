import type { RegisterOptions } from '../../register.options.js';
import type { RegisterDescription } from '../../use-cases/describe-register.use-case.js';
import { type ContextDocument, serializeContext as serializeSeedContext } from '../context.serializer.js';

export interface NextContextDocument extends ContextDocument {
  readonly 'hashing-algorithm': ContextDocument['hashing-algorithm'] & { readonly id: string };
}

/**
 * The context, which names its hash function in both ways that clients know (contract §4.2).
 * @param description with the root over object hashes
 */
export function serializeContext(
  description: RegisterDescription,
  options: Pick<RegisterOptions, 'licence' | 'copyright'>,
): NextContextDocument {
  const context = serializeSeedContext(description, options);
  const algorithm = context['hashing-algorithm'];
  return { ...context, 'hashing-algorithm': { id: algorithm.codec, ...algorithm } };
}
