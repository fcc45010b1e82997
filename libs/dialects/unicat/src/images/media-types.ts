const mediaTypes: { readonly [extension: string]: string } = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/vnd.microsoft.icon',
  psd: 'image/vnd.adobe.photoshop',
  heic: 'image/heic',
  pdf: 'application/pdf',
  zip: 'application/zip',
  json: 'application/json',
  xml: 'application/xml',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};

/** Extension in small letters without its dot, empty where there is none: of `a.tar.gz` it is `gz`, of `.profile` nothing. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  // As the client cuts it: dots that a name begins with are no extension (contract §11, `asset.publish()`).
  return /[^.]/.test(name.slice(0, Math.max(dot, 0))) ? name.slice(dot + 1).toLowerCase() : '';
}

export function mediaTypeOf(extension: string): string {
  return Object.hasOwn(mediaTypes, extension) ? (mediaTypes[extension] ?? unknown) : unknown;
}

const unknown = 'application/octet-stream';

/** What can do nothing in a browser but be seen or heard. */
const harmless = /^(?:image\/(?:jpeg|png|gif|webp|avif|tiff|bmp)|text\/plain|audio\/.*|video\/.*)$/;

/** Whether a browser may show it in a page of its own; all else it is told to save. */
export function isHarmless(mediaType: string): boolean {
  return harmless.test(mediaType);
}

const decoded = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'tif', 'tiff', 'svg']);

/** Whether a file of this name claims to be an image that can be looked into. */
export function isDecodable(extension: string): boolean {
  return decoded.has(extension);
}
