import { crc32, inflateRawSync } from 'node:zlib';

/** The members of a ZIP file, by name and in order, read from its central directory alone (PKWARE APPNOTE §4.3). */
export function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end !== file.length - 22) throw new Error('The end of the central directory is not where it should be');
  const members = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('No central header');
    const lengths = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const name = file.toString('utf8', at + 46, at + 46 + lengths[0]!);
    members.set(name, memberAt(file, at).toString('utf8'));
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  if (at !== end) throw new Error('Something stands between the directory and its end');
  return members;
}

function memberAt(file: Buffer, header: number): Buffer {
  const [method, checksum, packed, size, local] = [
    file.readUInt16LE(header + 10),
    file.readUInt32LE(header + 16),
    file.readUInt32LE(header + 20),
    file.readUInt32LE(header + 24),
    file.readUInt32LE(header + 42),
  ];
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const raw = file.subarray(start, start + packed);
  const content = method === 8 ? inflateRawSync(raw) : raw;
  if (content.length !== size || crc32(content) !== checksum) throw new Error('A member is not what its header says');
  return content;
}
