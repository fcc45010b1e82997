import type { AccountChanges, AccountInSpace, AccountNumber, AccountStore, SpaceId } from '#records';
import { type Conditions, requireConditions } from '../conditional/preconditions.js';
import { type Change, changeOf } from '../serializers/tagged-document.js';
import { userDocument } from '../serializers/user.serializer.js';

export interface UserAccountChange {
  readonly id: AccountNumber;
  readonly space: SpaceId;
  readonly conditions: Conditions;
  /** Whether the caller may, asked before the conditions are looked at. Refuses by throwing. */
  readonly judge: (found: AccountInSpace) => void;
  readonly decide: (found: AccountInSpace) => AccountChanges;
}

/**
 * Changes an account under the conditions of the request; nobody else can change it between the comparison and the write
 * (contract §4.3, rule 5).
 * @throws RecordNotFound
 * @throws PointercrateError 41200, and what `judge` and `decide` throw
 */
export async function changeUserAccount(
  accounts: AccountStore,
  { id, space, conditions, judge, decide }: UserAccountChange,
): Promise<Change> {
  const { before, after } = await accounts.changeAccount(id, space, (found) => {
    judge(found);
    requireConditions(conditions, userDocument(found).tag);
    return decide(found);
  });
  return changeOf(userDocument(before), userDocument(after));
}
