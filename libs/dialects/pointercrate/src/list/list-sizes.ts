import { Inject, Injectable } from '@nestjs/common';
import { textOf } from '#records';
import { POINTERCRATE_OPTIONS, type PointercrateOptions } from '../pointercrate.options.js';
import type { ListReader } from './list-reader.js';

/** Ends of the two zones that take records (contract §1.6): positions up to `main`, then up to `extended`. */
export interface ListZones {
  readonly main: number;
  readonly extended: number;
}

/** What a list says about itself, such as the sizes that it came with. */
export const listSettings = { collection: 'pointercrate.settings.record', key: 'list-size' } as const;

const contractZones: ListZones = { main: 75, extended: 150 };

/** The sizes that the gateway was told, else those that the list came with, else the contract's. */
@Injectable()
export class ListSizes {
  constructor(@Inject(POINTERCRATE_OPTIONS) private readonly options: PointercrateOptions) {}

  async of({ reader }: ListReader): Promise<ListZones> {
    const { listSize, extendedListSize } = this.options;
    const stored = (await reader.findRecord(listSettings.collection, { key: listSettings.key }))?.record.fields ?? {};
    return {
      main: listSize ?? Number(textOf(stored, 'main') ?? contractZones.main),
      extended: extendedListSize ?? Number(textOf(stored, 'extended') ?? contractZones.extended),
    };
  }
}
