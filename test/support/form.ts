/** A part of a form; one with a file name is a file. */
export interface FormPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly filename?: string;
}

const boundary = 'boundary-of-the-tests';

/** A form as `multipart/form-data`, spelt by hand, so that names can be anything. */
export function form(...parts: readonly FormPart[]): { headers: { 'content-type': string }; body: Buffer } {
  const chunks = parts.flatMap(({ name, content, filename }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream`;
    return [`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`, content, '\r\n'];
  });
  const bytes = [...chunks, `--${boundary}--\r\n`].map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(bytes) };
}
