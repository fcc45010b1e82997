import { applyDecorators } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { AttributesBody, EntryBody, RedactionBody, RegisterBody } from './registers.bodies.js';

/** The examples build on each other: tried from top to bottom, each one works and touches none of the demo data. */
const register = ApiParam({ name: 'register', description: 'Name of a register that was born as one', example: 'planet' });

interface BlobExample {
  readonly hash: string;
  readonly objectHash: string;
  readonly attribute: string;
  readonly redacted: string;
}

/** The blob of the example entry, and that of the example register's custodian. */
const uranus: BlobExample = {
  hash: '1220a6875a25613cfc0ba5f1fb5342a8b959090971bf66094b8ddaee3b2820e723e9',
  objectHash: '12208aefe127e20f6b3e07c9509bc49b9a16cf6bb7f4d1399e18144f17b065bf2530',
  attribute: 'name',
  redacted: '**REDACTED**db909d81add9873a27313199ab19a7f91e27911402461269772fac4581a1e923',
};
const custodian: BlobExample = {
  hash: '1220bef463ef1c9dee66f86eef506c8bef7f988a2c1aca2fa9fd354047978bb9280d',
  objectHash: '12205b8aa510e3b09153f812f0cbf1870acc1c8922e9271699f3f5cf88b1e0691777',
  attribute: 'custodian',
  redacted: '**REDACTED**60981480a3ec8068215084d9aacbc051b540ee0de413921f2768390a1e73c05a',
};

const attributes = [
  { id: 'name', datatype: 'string' },
  { id: 'moons', datatype: 'string', cardinality: 'n' },
];

const refusals = applyDecorators(
  ApiResponse({ status: 401, description: 'No credentials, or wrong ones' }),
  ApiResponse({ status: 403, description: 'Not an operator, and no member with the role that it takes' }),
  ApiResponse({ status: 422, description: 'A member of the body is refused; the answer names it' }),
);

export const DocumentCreateRegister = (): MethodDecorator =>
  applyDecorators(
    ApiBasicAuth(),
    ApiOperation({
      summary: 'Create a register',
      description: 'For operators. The register is public, empty and defined; its log loads elsewhere as it is.',
    }),
    ApiBody({
      type: RegisterBody,
      examples: {
        planet: {
          value: {
            id: 'planet',
            title: 'Planet register',
            custodian: 'Caroline Herschel',
            description: 'The planets of the solar system',
            registry: 'royal-observatory',
            attributes,
          },
        },
      },
    }),
    ApiResponse({
      status: 201,
      description: 'With its path in `Location`',
      schema: {
        type: 'object',
        example: {
          id: 'planet',
          gid: '2772796a-f27d-4a39-8ae4-a5da6f1a74a6',
          title: 'Planet register',
          visibility: 'public',
          attributes: [
            { id: 'planet', datatype: 'string', cardinality: '1' },
            { id: 'name', datatype: 'string', cardinality: '1' },
            { id: 'moons', datatype: 'string', cardinality: 'n' },
          ],
          entries: 0,
          paths: {
            register: '/registers/planet',
            pointercrate: '/spaces/planet/api/v1/records/',
            unicat: '/api/p/2772796a-f27d-4a39-8ae4-a5da6f1a74a6',
          },
        },
      },
    }),
    refusals,
    ApiResponse({ status: 409, description: 'The id is that of a space or of a register' }),
  );

export const DocumentAddAttributes = (): MethodDecorator =>
  applyDecorators(
    ApiBasicAuth(),
    register,
    ApiOperation({
      summary: 'Add attributes to a register',
      description:
        'For operators. New attributes come at the end of the schema. One that is there already with the same datatype and cardinality is passed over.',
    }),
    ApiBody({
      type: AttributesBody,
      examples: { discovered: { value: { attributes: [{ id: 'discovered', datatype: 'datetime' }] } } },
    }),
    ApiResponse({
      status: 200,
      schema: {
        type: 'object',
        example: { register: 'planet', added: ['discovered'], attributes: ['planet', 'name', 'moons', 'discovered'] },
      },
    }),
    refusals,
    ApiResponse({ status: 404, description: 'No such register' }),
    ApiResponse({ status: 409, description: 'An attribute exists with another datatype or cardinality, which never change' }),
  );

export const DocumentWriteEntry = (): MethodDecorator =>
  applyDecorators(
    ApiBasicAuth(),
    ApiBearerAuth(),
    register,
    ApiOperation({
      summary: 'Write one entry',
      description:
        'For operators, and for accounts and API keys with `write` or `staff` on the space. The entry obeys every rule of an RSF upload. Without a precondition the blob replaces whatever the record holds.',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'Number of the record’s latest entry in quotes, e.g. `"207"`; `*`: the record exists',
    }),
    ApiHeader({ name: 'If-None-Match', required: false, description: '`*`: the record does not exist yet' }),
    ApiBody({
      type: EntryBody,
      examples: {
        uranus: {
          value: {
            key: 'uranus',
            blob: { name: 'Georgium Sidus', moons: ['Titania', 'Oberon'], discovered: '1781-03-13' },
            'entry-timestamp': '1781-04-26T20:00:00Z',
          },
        },
      },
    }),
    ApiResponse({
      status: 201,
      description: 'With the path of the entry in `Location`, and in `ETag` what `If-Match` takes next time',
      headers: { ETag: { schema: { type: 'string', example: '"1"' } } },
      schema: {
        type: 'object',
        example: {
          'entry-number': 1,
          'entry-timestamp': '1781-04-26T20:00:00Z',
          key: 'uranus',
          'blob-hash': uranus.hash,
          'object-hash': uranus.objectHash,
          record: '/registers/planet/records/uranus',
        },
      },
    }),
    refusals,
    ApiResponse({ status: 404, description: 'No such register' }),
    ApiResponse({ status: 409, description: 'The record holds this blob already, or the register was born in another dialect' }),
    ApiResponse({ status: 412, description: 'The precondition does not hold' }),
  );

const redactionDescription =
  'For operators, and for accounts and API keys with `staff` on the space. The value is replaced by its `**REDACTED**` form for good. Object hash, entry hashes and all roots stay; the answer says what can no longer be recomputed. Other blobs with the same value are not touched.';

const redactionAnswer = ({ hash, objectHash, attribute, redacted }: BlobExample) =>
  applyDecorators(
    ApiResponse({
      status: 200,
      description: 'Redacted, now or before',
      schema: {
        type: 'object',
        example: {
          'blob-hash': hash,
          'object-hash': objectHash,
          attribute,
          redacted,
          changed: true,
          entries: [1],
          'still-valid': ['the object hash, which can be recomputed from the redacted blob'],
          'no-longer-verifiable': ['the blob hash: it cannot be recomputed from the redacted blob'],
        },
      },
    }),
    refusals,
    ApiResponse({ status: 404, description: 'No such register or blob' }),
    ApiResponse({ status: 409, description: 'The register was born in another dialect' }),
  );

export const DocumentRedactBlob = (): MethodDecorator =>
  applyDecorators(
    ApiBasicAuth(),
    ApiBearerAuth(),
    register,
    ApiParam({
      name: 'hash',
      description: '`1220` or `sha-256:` and the item digest, or `1220` and the object hash',
      example: uranus.hash,
    }),
    ApiOperation({ summary: 'Redact a value of a blob', description: redactionDescription }),
    ApiBody({ type: RedactionBody, examples: { name: { value: { attribute: 'name' } } } }),
    redactionAnswer(uranus),
  );

export const DocumentRedactSystemBlob = (): MethodDecorator =>
  applyDecorators(
    ApiBasicAuth(),
    ApiBearerAuth(),
    register,
    ApiParam({ name: 'hash', description: 'As for blobs; `/download-rsf/0` lists the system items', example: custodian.hash }),
    ApiOperation({ summary: 'Redact the custodian in a blob of the system log', description: redactionDescription }),
    ApiBody({ type: RedactionBody, examples: { custodian: { value: { attribute: 'custodian' } } } }),
    redactionAnswer(custodian),
  );
