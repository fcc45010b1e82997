import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, type SchemaObject } from '@nestjs/swagger';
import { ApiFailures, ApiProject, gid, gids, type Properties, success, tokenHeader } from '../api-docs.js';
import type { CallDescription } from '../project-post.js';
import { count, pageParameters, selection } from '../records/record-parameters.js';

/** Examples are from the demo data. */
const productsFolder = '85bd2c75-b33a-4706-a08c-6a2a9b4214d4';
const tentImage = '7bb4fb95-7ff9-4b80-a055-8379232ec29c';
const doomedImage = '43acf5be-093a-4de8-991b-258e388c8111';
const deletedImage = '7355f067-9770-4ee2-9004-6a3d336a43db';
/** In the demo data its file has no bytes; the example of `upload_update` gives it some, as version 3. */
export const packImage = 'c82adcd7-a5b0-4fb3-9edd-fa82e8f2127b';

const text: SchemaObject = { type: 'string' };
const texts: SchemaObject = { type: 'array', items: text };
const localized: SchemaObject = { type: 'object', additionalProperties: text };
const cursor: SchemaObject = { type: ['string', 'null'], description: 'Null on the last page' };

type Described = Omit<CallDescription, 'data' | 'result'> & { readonly result: Properties };

const aboutAssets = (description: Described): CallDescription => ({ ...description, data: ['assets'] });

export const oneAsset: Properties = { asset: gid };
export const assetInParent: Properties = { asset: gid, parent: gid };
const children: Properties = { children: gids, 'children.size': count };

export const get = aboutAssets({
  summary: 'Assets by gid or by pathname',
  parameters: { asset: gid, assets: gids, pathname: text, pathnames: texts },
  example: { pathnames: ['/products', '/products/tents/aurora.jpg'] },
  result: { asset: gid, assets: gids },
});

export const root = aboutAssets({
  summary: 'The folder that all assets are in',
  example: {},
  result: { root: gid },
  failures: [],
});

export const childrenOf = aboutAssets({
  summary: 'What is in a folder: folders first, then by name',
  parameters: { asset: gid, pathname: text, ...pageParameters(100) },
  example: { asset: productsFolder, 'page.size': 3 },
  result: children,
});

export const tree = aboutAssets({
  summary: 'The tree with some folders open, as one list',
  parameters: { expanded_assets: gids, expanded_paths: texts, ...pageParameters(100) },
  example: { expanded_paths: ['/', '/products'] },
  result: { tree: gids, 'tree.size': count },
  failures: [],
});

export const worksheet = aboutAssets({
  summary: 'An asset, its path and a page of what is in it',
  parameters: { asset: gid, ...pageParameters(20) },
  required: ['asset'],
  example: { asset: productsFolder },
  result: { asset: gid, path: { ...gids, description: 'The root first' }, ...children },
});

export const search = aboutAssets({
  summary: 'Files by words and by a filter',
  parameters: {
    language: text,
    q: { ...text, description: '`+term` must occur, `-term` must not' },
    filter: { type: 'array', items: {}, description: '`[property, operator, operand]`' },
    ...pageParameters(10),
  },
  required: ['language'],
  example: { language: 'en', filter: ['type', 'is', 'image'] },
  result: { assets: gids, 'assets.size': count },
});

export const bulkGet = aboutAssets({
  summary: 'The assets of a selection, page by page',
  parameters: { selection, 'page.cursor': cursor, 'page.size': pageParameters(100)['page.size'] },
  required: ['selection'],
  example: { selection: [tentImage, { children: productsFolder }], 'page.size': 3 },
  result: { assets: gids, 'assets.size': count, 'page.cursor': cursor },
});

export const create = aboutAssets({
  summary: 'A new folder; a name that is taken gets a number',
  parameters: { parent: gid, name: text },
  required: ['parent'],
  example: { parent: productsFolder, name: 'stoves' },
  result: assetInParent,
});

export const update = aboutAssets({
  summary: 'Another name, title, description or hotspot',
  parameters: {
    asset: gid,
    name: text,
    title: localized,
    description: localized,
    transforms: { type: 'object', additionalProperties: true, description: '`_main_` has `crop` and `hotspot`' },
  },
  required: ['asset'],
  example: { asset: tentImage, title: { en: 'Aurora in the snow' }, transforms: { _main_: { hotspot: [0.5, 0.25] } } },
  result: oneAsset,
});

const ofOne = (summary: string, example: string, result: Properties): CallDescription =>
  aboutAssets({ summary, parameters: { asset: gid }, required: ['asset'], example: { asset: example }, result });

export const remove = ofOne('Marks an asset and all in it as deleted', doomedImage, oneAsset);
export const undelete = ofOne('Takes a deletion back', deletedImage, oneAsset);
export const permanentDelete = ofOne('Ends a deleted asset and all in it for good', doomedImage, { parent: gid });

interface FormDescription {
  readonly fields: Properties;
  readonly example: object;
}

export const uploadForm: FormDescription = { fields: { parent: gid, pathname: text }, example: { parent: productsFolder } };
export const replaceForm: FormDescription = { fields: { asset: gid }, example: { asset: packImage } };

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="teal"/></svg>';

/** A call with a file in a form. */
export function ApiUpload(summary: string, { fields, example }: FormDescription, result: Properties): MethodDecorator {
  const properties = { ...fields, upload_file: { type: 'string', format: 'binary' } };
  const assets: SchemaObject = { type: 'object', additionalProperties: true };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiProject(),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: { type: 'object', required: ['upload_file'], properties },
      examples: { demo: { value: { ...example, upload_file: drawing } } },
    }),
    ApiOkResponse({ headers: tokenHeader, content: { 'application/json': { schema: success(result, { assets }) } } }),
    ApiFailures(400, 401, 403, 413, 422),
  );
}
