/** A call of a batch was refused, and so the whole batch was. `cause` says why. */
export class CallRefused extends Error {
  /** @param index of the call, from 0 */
  constructor(
    readonly index: number,
    cause: unknown,
  ) {
    super(`Call ${index} of the batch was refused`, { cause });
    this.name = 'CallRefused';
  }
}
