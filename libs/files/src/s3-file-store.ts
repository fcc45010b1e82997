import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { type ByteRange, type FileDraft, type FileHash, type FileStore, isFileHash } from '#records';
import { reporting } from './reporting.js';
import { removeStale, type Spooled, spool } from './spool.js';

type Commands = Pick<
  typeof import('@aws-sdk/client-s3'),
  'GetObjectCommand' | 'HeadObjectCommand' | 'PutObjectCommand' | 'NotFound'
>;

export interface Bucket {
  readonly name: string;
  /** What keys begin with, with its slash at the end; or empty. */
  readonly prefix: string;
  readonly region: string;
  /** Of a server other than Amazon's, which is then addressed by path. */
  readonly endpoint: string | undefined;
}

const incoming = (): string => join(tmpdir(), 'records-gateway-incoming');

/** Files as objects of a bucket, `<prefix><hash>`. Credentials come from where the AWS client looks for them itself. */
export class S3FileStore implements FileStore {
  private constructor(
    private readonly client: S3Client,
    private readonly commands: Commands,
    private readonly bucket: Bucket,
  ) {}

  /** Loads the client, which nobody else needs. */
  static async open(bucket: Bucket): Promise<S3FileStore> {
    await removeStale(incoming());
    const { S3Client, ...commands } = await import('@aws-sdk/client-s3');
    const client = new S3Client({
      region: bucket.region,
      ...(bucket.endpoint === undefined ? {} : { endpoint: bucket.endpoint, forcePathStyle: true }),
      // Servers other than Amazon's may not know the newer checksums; what is read is addressed by its hash anyway.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return new S3FileStore(client, commands, bucket);
  }

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<FileDraft> {
    const spooled = await spool(incoming(), bytes);
    return { ...spooled, keep: () => this.put(spooled) };
  }

  async size(hash: FileHash): Promise<number | undefined> {
    if (!isFileHash(hash)) return undefined;
    try {
      const { ContentLength } = await this.client.send(new this.commands.HeadObjectCommand(this.object(hash)));
      return ContentLength;
    } catch (error) {
      if (error instanceof this.commands.NotFound) return undefined;
      return reporting(() => Promise.reject(error));
    }
  }

  async read(hash: FileHash, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const { GetObjectCommand } = this.commands;
    const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    const { Body } = await reporting(() => this.client.send(new GetObjectCommand({ ...this.object(hash), ...part })));
    return Body as unknown as AsyncIterable<Uint8Array>;
  }

  private async put(spooled: Spooled): Promise<void> {
    try {
      // In one piece: the signature needs the length and the hash before the first byte.
      const Body = await spooled.bytes();
      await reporting(() => this.client.send(new this.commands.PutObjectCommand({ ...this.object(spooled.hash), Body })));
    } finally {
      await spooled.discard();
    }
  }

  private object(hash: FileHash): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.name, Key: this.bucket.prefix + hash };
  }
}
