import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  type ApiBodyOptions,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  type SchemaObject,
} from '@nestjs/swagger';
import { ApiFailures, ApiProject, gid, gids, localized, type Properties, success, timestamp, tokenHeader } from '../api-docs.js';

/** Examples are from the demo data. */
const productsFolder = '85bd2c75-b33a-4706-a08c-6a2a9b4214d4';
const tentImage = '7bb4fb95-7ff9-4b80-a055-8379232ec29c';
/** Its demo data has no bytes, until the example of `upload_update` gives it some. */
export const packImage = 'c82adcd7-a5b0-4fb3-9edd-fa82e8f2127b';
export const doomedAsset = '43acf5be-093a-4de8-991b-258e388c8111';
export const deletedAsset = '7355f067-9770-4ee2-9004-6a3d336a43db';

const text: SchemaObject = { type: 'string' };
const texts: SchemaObject = { type: 'array', items: text };
const count: SchemaObject = { type: 'integer', minimum: 0 };

const asset: SchemaObject = {
  type: 'object',
  properties: {
    gid,
    version: { type: 'integer', description: 'Counts the files that were uploaded for it' },
    pathname: { ...text, description: '`/` for the root' },
    is_file: { type: 'boolean' },
    type: { type: ['string', 'null'], description: 'Extension; null for folders' },
    childcount: count,
    status: { type: 'string', enum: ['published', 'deleted'] },
    info: {
      type: 'object',
      additionalProperties: true,
      description: 'Of a folder `filecount` and `foldercount`; of a file format, size and what an image shows',
    },
    transforms: { type: ['object', 'null'], additionalProperties: true, description: '`_main_` has `crop` and `hotspot`' },
    path: text,
    name: text,
    title: localized,
    description: localized,
    created_on: timestamp,
    updated_on: timestamp,
  },
};

type Body = ApiBodyOptions;

function body(properties: Properties, value: object, required: readonly string[] = []): Body {
  return { schema: { type: 'object', required: [...required], properties }, examples: { demo: { value } } };
}

const page: Properties = {
  'page.top': { ...count, default: 0 },
  'page.size': { type: 'integer', minimum: 1, maximum: 1000 },
};
const query: Properties = {
  language: text,
  q: { ...text, description: '`+term` must occur, `-term` must not' },
  filter: { type: 'array', items: {}, description: '`[property, operator, operand]`' },
};

export const emptyBody = body({}, {});
export const getBody = body(
  { asset: gid, assets: gids, pathname: text, pathnames: texts },
  { pathnames: ['/products', '/products/tents/aurora.jpg'] },
);
export const childrenBody = body({ asset: gid, pathname: text, ...page }, { asset: productsFolder, 'page.size': 3 });
export const treeBody = body({ expanded_assets: gids, expanded_paths: texts, ...page }, { expanded_paths: ['/', '/products'] });
export const worksheetBody = body({ asset: gid, ...page }, { asset: productsFolder }, ['asset']);
export const searchBody = body({ ...query, ...page }, { language: 'en', filter: ['type', 'is', 'image'] }, ['language']);
export const bulkBody = body(
  {
    selection: { type: 'array', items: {}, description: 'Gids, `{"children": gid}` and `{"search": {…}}`, each with `exclude`' },
    'page.cursor': { ...text, description: 'As the page before told it' },
    'page.size': { type: 'integer', minimum: 1, maximum: 1000 },
  },
  { selection: [tentImage, { children: productsFolder }], 'page.size': 3 },
  ['selection'],
);
export const createBody = body({ parent: gid, name: text }, { parent: productsFolder, name: 'stoves' }, ['parent']);
export const updateBody = body(
  {
    asset: gid,
    name: text,
    title: localized,
    description: localized,
    transforms: { type: 'object', additionalProperties: true },
  },
  { asset: tentImage, title: { en: 'Aurora in the snow' }, transforms: { _main_: { hotspot: [0.5, 0.25] } } },
  ['asset'],
);

export function assetBody(example: string): Body {
  return body({ asset: gid }, { asset: example }, ['asset']);
}

const file: SchemaObject = { type: 'string', format: 'binary' };
const sampleDrawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="teal"/></svg>';

function form(properties: Properties, value: object): Body {
  return body({ ...properties, upload_file: file }, { ...value, upload_file: sampleDrawing }, ['upload_file']);
}

export const uploadForm = form({ parent: gid, pathname: text }, { parent: productsFolder });
export const replaceForm = form({ asset: gid }, { asset: packImage });

export const oneAsset: Properties = { asset: gid };
export const onlyParent: Properties = { parent: gid };
export const oneOrMany: Properties = { asset: gid, assets: gids };
export const assetInParent: Properties = { asset: gid, parent: gid };
export const root: Properties = { root: gid };
export const children: Properties = { children: gids, 'children.size': count };
export const tree: Properties = { tree: gids, 'tree.size': count };
export const worksheet: Properties = { asset: gid, path: { ...gids, description: 'The root first' }, ...children };
export const found: Properties = { assets: gids, 'assets.size': count };
export const selected: Properties = {
  ...found,
  'page.cursor': { type: ['string', 'null'], description: 'Null on the last page' },
};

function describe(summary: string, result: Properties, ...decorators: readonly MethodDecorator[]): MethodDecorator {
  return applyDecorators(
    ApiBearerAuth(),
    ApiOperation({ summary }),
    ApiProject(),
    ApiOkResponse({
      headers: tokenHeader,
      content: {
        'application/json': { schema: success(result, { assets: { type: 'object', additionalProperties: asset } }) },
      },
    }),
    ...decorators,
  );
}

export function ApiAssetCall(summary: string, request: Body, result: Properties): MethodDecorator {
  return describe(summary, result, ApiBody(request), ApiFailures(400, 401, 403, 422));
}

export function ApiAssetUpload(summary: string, request: Body, result: Properties): MethodDecorator {
  return describe(summary, result, ApiConsumes('multipart/form-data'), ApiBody(request), ApiFailures(400, 401, 403, 413, 422));
}
