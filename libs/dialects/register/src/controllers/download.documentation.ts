import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { rsfTypes } from '../rsf/write-rsf.js';
import { error, InAnyRegister } from './read.documentation.js';

const rootAt208 = 'assert-root-hash\tsha-256:8d92e1e0af1d43c41e498e6baed0d0b3ea2770d1bf9d2afc04e9c4dad7795729';
const rootAt209 = 'assert-root-hash\tsha-256:3bacea769627d20ed9a2cfde54173da3c9d630b3fc9ed80431a1cee2196c8a4a';
const rootAt210 = 'assert-root-hash\tsha-256:60413ca01511300395516dcbc4009a26022caa2b690c46ecae12d3cc099f71af';
const northMacedonia =
  'add-item\t{"citizen-names":"Macedonian, Citizen of the Republic of North Macedonia","country":"MK","name":"North Macedonia","official-name":"Republic of North Macedonia","start-date":"1991-09-08"}';
const myanmar =
  'add-item\t{"citizen-names":"Citizen of Myanmar","country":"MM","name":"Myanmar (Burma)","official-name":"The Republic of the Union of Myanmar"}';
const entry209 =
  'append-entry\tuser\tMK\t2019-02-25T16:59:09Z\tsha-256:6e0211da3f460192d8d94bdc76736e2e5762bd24563f63cce94566ff8228c189';
const entry210 =
  'append-entry\tuser\tMM\t2019-06-14T14:27:30Z\tsha-256:3ec085376ed62e73e1bf777cee193a32cd1115f7f20e20675e04da5214ecfe78';

const linesOf = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
/** Of the country register, from size 208 on. */
export const restExample = linesOf(rootAt208, northMacedonia, myanmar, entry209, entry210, rootAt210);
const sliceExample = linesOf(rootAt208, northMacedonia, entry209, rootAt209);

const redaction =
  'A redacted item is written as it is stored; it no longer hashes to what its entries say, so checking readers refuse such a log.';

function DescribeRsf(summary: string, description: string, example: string | undefined): MethodDecorator {
  const media = { schema: { type: 'string' as const }, ...(example === undefined ? {} : { example }) };
  return applyDecorators(
    ApiOperation({ summary, description: `${description} ${redaction}` }),
    InAnyRegister(),
    ApiResponse({ status: 200, description: 'RSF, streamed', content: { [rsfTypes.download]: media } }),
    error(
      403,
      'forbidden',
      'Some of this register may be withheld from you',
      'Values or records may be withheld from the caller',
    ),
  );
}

function size(name: string, description: string, example: number): MethodDecorator {
  return ApiParam({ name, description, schema: { type: 'integer', minimum: 0, example } });
}

const outOfRange = error(400, 'unexpected_parameter', "Parameter 'to' must be at most 210", 'Sizes that the log does not have');

export function DescribeDownload(): MethodDecorator {
  return DescribeRsf(
    'The whole log',
    'Metadata, items and entries, between the root of the empty log and the root at the present size. Loading it into an empty register gives the same register.',
    undefined,
  );
}

export function DescribeDownloadFrom(): MethodDecorator {
  return applyDecorators(
    DescribeRsf(
      'What came after a size',
      'With 0 the whole log; with the present size one line, which costs nothing.',
      restExample,
    ),
    size('from', 'Size of the log that is known already', 208),
    outOfRange,
  );
}

export function DescribeSlice(): MethodDecorator {
  return applyDecorators(
    DescribeRsf('What came between two sizes', 'Metadata travels with 0 only.', sliceExample),
    size('from', 'Size of the log that is known already', 208),
    size('to', 'Number of the last entry', 209),
    outOfRange,
  );
}
