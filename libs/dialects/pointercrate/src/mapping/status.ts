export const statuses = ['submitted', 'under consideration', 'approved', 'rejected'] as const;

export type RecordStatus = (typeof statuses)[number];

/** A status in any letter case, spelt as it is stored and sent (contract §1.2); undefined for anything else. */
export function parseStatus(text: string): RecordStatus | undefined {
  const spelt = text.toLowerCase();
  return statuses.find((status) => status === spelt);
}
