import { type IndexedRecord, type RecordReader, type TextExtractor, type TextSource, textOf, textsOf } from '#records';

export const pages = 'page';
export const settings = 'setting';
export const pageIndex = 'pages';

/**
 * Records of `page`: `title` and `text` under both labels, `text.one` and `text.two` under one of them, `marks` as marks, `weight`
 * as a number. A record of `setting` gives a text to all pages whose `kind` is its key.
 */
export class PageTexts implements TextExtractor {
  readonly name = pageIndex;
  readonly collections = [pages];
  /** Sizes of the lists of keys that were asked for. */
  readonly read: number[] = [];

  concerns(): boolean {
    return true;
  }

  async open(reader: RecordReader): Promise<TextSource> {
    const { items } = await reader.listRecords(settings, { limit: 100 });
    const kinds = new Map(items.map(({ key, fields }) => [key, textOf(fields, 'text') ?? '']));
    return {
      stale: async (before) => {
        const state = JSON.stringify([...kinds]);
        if (before === undefined || before === state) return { keys: [], state };
        const keys: string[] = [];
        for (const kind of kinds.keys()) {
          const where = [{ attribute: 'kind', equals: kind }];
          keys.push(...(await reader.listRecords(pages, { where, limit: 1000 })).items.map(({ key }) => key));
        }
        return { keys, state };
      },
      read: async (keys) => {
        this.read.push(keys.length);
        return (await reader.findRecords(pages, keys))
          .filter(({ fields }) => textOf(fields, 'gone') === undefined)
          .map(({ key, fields }): IndexedRecord => {
            const under = (label: string) => ({
              title: textOf(fields, 'title') ?? '',
              texts: [
                ...textsOf(fields, 'text'),
                ...textsOf(fields, `text.${label}`),
                kinds.get(textOf(fields, 'kind') ?? '') ?? '',
              ],
              marks: textsOf(fields, 'marks'),
            });
            return {
              key,
              labels: { one: under('one'), two: under('two') },
              numbers: { weight: Number(textOf(fields, 'weight') ?? 0) },
            };
          });
      },
    };
  }
}
