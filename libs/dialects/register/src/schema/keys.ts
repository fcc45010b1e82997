const keyForm = /^[A-Za-z0-9](?:[-_./]?[A-Za-z0-9])*[-_./]?$/;

/** Whether a text can be the key of a user entry (contract §1.4, type ID). */
export function isKey(text: string): boolean {
  return keyForm.test(text);
}
