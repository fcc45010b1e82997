import {
  type Account,
  canonicalJson,
  type FileHash,
  InvalidRecord,
  isFileHash,
  type JsonValue,
  type Membership,
  type RecordFields,
  type Space,
} from '#records';

/** What the first line of a project's file says (docs/adr/0033). */
export interface FileHeader {
  readonly format: typeof fileFormat;
  readonly space: Pick<Space, 'gid' | 'visibility' | 'title' | 'createdAt'>;
}

export const fileFormat = 'records-gateway/unicat-project/1';

/** Whoever is a member or has written something. Credentials belong to a gateway, not to a project. */
export interface FileAccount {
  readonly account: Pick<Account, 'gid' | 'name' | 'status' | 'profile'>;
  readonly membership?: Pick<Membership, 'role' | 'permissions' | 'details'>;
}

/** One entry of the log, in the order of the log. */
export interface FileEntry {
  readonly entry: {
    readonly collection: string;
    readonly key: string;
    readonly fields: RecordFields;
    /** Of what the fields were before values were redacted; it cannot be computed any more. */
    readonly hash?: string;
    /** Milliseconds since the Unix epoch. */
    readonly at: number;
    /** Gid of an account; null for the gateway itself, and for accounts that are gone. */
    readonly by: string | null;
    /** Where the log had it; tells nothing elsewhere. */
    readonly position: number;
  };
}

/** A part of a file's bytes. The parts of one file follow each other, before the first entry that names the file. */
export interface FilePart {
  readonly file: {
    readonly hash: FileHash;
    /** In base64. */
    readonly bytes: string;
    /** Whether the next line goes on. */
    readonly more: boolean;
  };
}

export function writeLine(line: FileHeader | FileAccount | FileEntry | FilePart): string {
  return `${canonicalJson(line as unknown as JsonValue)}\n`;
}

export type FileLine =
  | { readonly kind: 'account'; readonly line: FileAccount }
  | { readonly kind: 'entry'; readonly line: FileEntry }
  | { readonly kind: 'part'; readonly line: FilePart };

/** @throws InvalidRecord */
export function readHeader(text: string): FileHeader {
  const header = parse(text, 1);
  const space = header.space as Partial<FileHeader['space']> | undefined;
  const complete =
    header.format === fileFormat &&
    typeof space?.gid === 'string' &&
    typeof space.title === 'string' &&
    typeof space.createdAt === 'number' &&
    (space.visibility === 'private' || space.visibility === 'public');
  if (!complete) throw new InvalidRecord(`Line 1 is not the beginning of a file of format ${fileFormat}`);
  return header as unknown as FileHeader;
}

/** @throws InvalidRecord naming the line */
export function readLine(text: string, number: number): FileLine {
  const line = parse(text, number);
  const entry = line.entry as Partial<FileEntry['entry']> | undefined;
  if (
    typeof entry?.collection === 'string' &&
    typeof entry.key === 'string' &&
    typeof entry.fields === 'object' &&
    entry.fields !== null &&
    Object.values(entry.fields).every(isFieldValue) &&
    Number.isSafeInteger(entry.at) &&
    (entry.by === null || typeof entry.by === 'string') &&
    (entry.hash === undefined || /^[0-9a-f]{64}$/.test(entry.hash))
  ) {
    return { kind: 'entry', line: line as unknown as FileEntry };
  }
  const account = line.account as Partial<FileAccount['account']> | undefined;
  if (typeof account?.gid === 'string' && typeof account.name === 'string') {
    return { kind: 'account', line: line as unknown as FileAccount };
  }
  const part = line.file as Partial<FilePart['file']> | undefined;
  if (
    typeof part?.hash === 'string' &&
    isFileHash(part.hash) &&
    typeof part.bytes === 'string' &&
    typeof part.more === 'boolean'
  ) {
    return { kind: 'part', line: line as unknown as FilePart };
  }
  throw new InvalidRecord(`Line ${number} is neither an account nor an entry nor a part of a file`);
}

function isFieldValue(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
}

function parse(text: string, number: number): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as { readonly [name: string]: unknown };
  } catch {
    // Told below, with the number of the line.
  }
  throw new InvalidRecord(`Line ${number} is no JSON object`);
}
