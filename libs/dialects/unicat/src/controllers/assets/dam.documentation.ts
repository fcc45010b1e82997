import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { ApiFailures, ApiProject, type Properties, success } from '../api-docs.js';
import { packImage } from './assets.documentation.js';

export const publicUrl: Properties = {
  public_url: { type: ['string', 'null'], description: 'Where anybody may fetch it; null where nobody may' },
};

export const fileInfo: Properties = {
  format: { type: 'string' },
  filesize: { type: 'integer', description: 'Bytes' },
  width: { type: 'integer' },
  height: { type: 'integer' },
};

/** The example is there once the example of `upload_update` was sent: the files of the demo data have no bytes. */
export function ApiDamCall(summary: string, result: Properties): MethodDecorator {
  return applyDecorators(
    ApiBearerAuth(),
    ApiOperation({ summary, description: 'Files of the demo data have no bytes until some are uploaded.' }),
    ApiProject(),
    ApiParam({
      name: 'pathname',
      description: '`<asset gid>~<version><extension>`',
      schema: { type: 'string', example: `${packImage}~3.jpg` },
    }),
    ApiOkResponse({ content: { 'application/json': { schema: success(result, {}) } } }),
    ApiFailures(400, 401, 403, 422),
  );
}
