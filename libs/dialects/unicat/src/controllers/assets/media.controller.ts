import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { listsTag, parseTagList } from '#dialect-kit';
import { FindMedia, type Media, type MediaAddress } from '../../use-cases/dam/find-media.use-case.js';
import { mediaHeaders } from './media-headers.js';
import { wantedRange } from './wanted-range.js';

/** Published files, for anybody (contract §2.1). Addresses come from the DAM; nobody makes one up. */
@ApiExcludeController()
@Controller('media')
export class MediaController {
  constructor(private readonly findMedia: FindMedia) {}

  @Get(':project/:key/:name')
  async get(@Param() address: MediaAddress, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const media = await this.findMedia.execute(address);
    reply.headers(mediaHeaders(media));
    if (listsTag(parseTagList(request.headers['if-none-match'] ?? ''), media.file)) {
      reply.code(304).send();
      return;
    }
    await sendBytes(request, reply, media);
  }
}

async function sendBytes({ method, headers }: FastifyRequest, reply: FastifyReply, media: Media): Promise<void> {
  const range = wantedRange(headers, media);
  if (range === 'unsatisfiable') {
    reply.code(416).header('content-range', `bytes */${media.size}`).removeHeader('content-type').send();
    return;
  }
  if (range !== undefined) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${media.size}`);
  }
  reply.header('content-length', range === undefined ? media.size : range.end - range.start + 1);
  // As a stream, or Fastify would tell a HEAD that there is nothing.
  reply.send(method === 'HEAD' ? Readable.from([]) : streamOf(await media.read(range)));
}

/** What is a stream already stays one: a generator around it that was never begun would not close its file. */
function streamOf(bytes: AsyncIterable<Uint8Array>): Readable {
  return bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false });
}
