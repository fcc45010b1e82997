import { applyDecorators } from '@nestjs/common';
import { DescribeRead, hashSchema, okJson, type Schema } from './read.documentation.js';

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const timestamp: Schema = { type: 'string', format: 'date-time' };

const purpose = 'British English names of all countries currently recognised by the UK government';
const custodian = '**REDACTED**b1158a50b5ba66754a218d5712a6f6d97e2d89b9f7de5f18b745dfe82604b055';

export const contextSchema: Schema = {
  type: 'object',
  required: ['id', 'hashing-algorithm', 'root-hash', 'schema', 'statistics', 'status'],
  properties: {
    id: text,
    title: text,
    description: text,
    custodian: { ...text, description: 'May be redacted' },
    copyright: text,
    licence: text,
    'hashing-algorithm': {
      type: 'object',
      required: ['codec', 'function-type', 'digest-length'],
      properties: { codec: text, 'function-type': count, 'digest-length': count },
    },
    'root-hash': hashSchema,
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'datatype', 'cardinality'],
        properties: { id: text, datatype: text, cardinality: { type: 'string', enum: ['1', 'n'] }, description: text },
      },
    },
    statistics: {
      type: 'object',
      required: ['total-entries', 'total-blobs', 'total-records'],
      properties: { 'total-entries': count, 'total-blobs': count, 'total-records': count },
    },
    status: {
      type: 'object',
      required: ['start-date'],
      properties: {
        'start-date': timestamp,
        'end-date': { ...text, description: 'Of a retired register' },
        replacement: { ...text, description: 'URL of what replaces a retired register' },
        reason: { ...text, description: 'Why it was retired' },
      },
    },
  },
};

export const context = {
  id: 'country',
  title: 'Country',
  description: purpose,
  custodian,
  licence: 'OGL-UK-3.0',
  'hashing-algorithm': { codec: 'sha2-256', 'function-type': 18, 'digest-length': 32 },
  'root-hash': '122060413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af',
  schema: [
    { id: 'country', datatype: 'string', cardinality: '1', description: "The country's 2-letter ISO 3166-2 alpha2 code." },
    { id: 'name', datatype: 'string', cardinality: '1', description: 'The commonly-used name of a record.' },
  ],
  statistics: { 'total-entries': 210, 'total-blobs': 210, 'total-records': 199 },
  status: { 'start-date': '2016-04-05T13:23:05Z' },
};

const registerSchema: Schema = {
  type: 'object',
  required: ['domain', 'total-records', 'total-entries', 'register-record'],
  properties: {
    domain: text,
    'total-records': count,
    'total-entries': count,
    'register-record': { type: 'object', description: 'The latest definition of the register' },
    custodian: text,
    'last-updated': timestamp,
  },
};

const register = {
  domain: 'register.example',
  'total-records': 199,
  'total-entries': 210,
  'register-record': {
    fields: ['country', 'name', 'official-name', 'citizen-names', 'start-date', 'end-date'],
    phase: 'beta',
    register: 'country',
    registry: 'foreign-commonwealth-office',
    text: purpose,
  },
  custodian,
  'last-updated': '2019-06-14T14:27:30Z',
};

export function DescribeContext(): MethodDecorator {
  return applyDecorators(
    DescribeRead('What the register says about itself', 'Title, schema, root hash, sizes and status.', ['json']),
    okJson('The context', contextSchema, context),
  );
}

export function DescribeRegisterResource(): MethodDecorator {
  return applyDecorators(
    DescribeRead('The older summary of the register', 'The definition and sizes; the context says more.', ['json']),
    okJson('The summary', registerSchema, register),
  );
}
