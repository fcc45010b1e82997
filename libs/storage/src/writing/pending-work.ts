import type { WriteTransaction } from '#records';

export type WorkOutcome = { readonly done: true; readonly value: unknown } | { readonly done: false; readonly error: unknown };

/** A caller's work, waiting for its turn. `settle` hands over what became of it, once that is certain. */
export interface PendingWork {
  /** Shares its transaction with no other work. */
  readonly alone: boolean;
  run(tx: WriteTransaction): Promise<unknown>;
  settle(outcome: WorkOutcome): void;
}

/** Hands the work to `enqueue` and waits for its outcome. */
export function submit<T>(
  work: (tx: WriteTransaction) => Promise<T>,
  alone: boolean,
  enqueue: (pending: PendingWork) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (outcome: WorkOutcome): void => {
      if (outcome.done) resolve(outcome.value as T);
      else reject(outcome.error);
    };
    enqueue({ run: work, alone, settle });
  });
}
