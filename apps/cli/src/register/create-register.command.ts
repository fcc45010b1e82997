import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { CreateRegister } from '#dialects/register';
import { type Attribute, nobody, systemClock } from '#records';
import { UsageError } from '../exit-codes.js';
import { LazyStorage } from '../lazy-storage.js';
import { Reporter } from '../reporter.js';

interface Options {
  readonly title: string;
  readonly custodian: string;
  readonly description?: string;
  readonly registry?: string;
  readonly phase?: string;
  readonly copyright?: string;
  readonly attribute?: readonly Attribute[];
}

@SubCommand({
  name: 'create',
  arguments: '<id>',
  description: 'Make an empty, public register. The attribute that holds its keys is added where it is not given.',
})
export class CreateRegisterCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([id = '']: string[], { attribute = [], ...texts }: Options): Promise<void> {
    const { store, spaces } = await this.storage.open();
    const create = new CreateRegister(store, spaces, systemClock);
    const { space, schema } = await create.execute({ ...texts, id, attributes: attribute, recordedBy: nobody });
    const attributes = schema.attributes.map(({ name, datatype, cardinality }) => ({ id: name, datatype, cardinality }));
    new Reporter().result({ event: 'done', register: id, gid: space.gid, attributes }, `Register ${id} created`);
  }

  @Option({ flags: '--title <title>', description: 'What people call it', required: true })
  title(text: string): string {
    return text;
  }

  @Option({ flags: '--custodian <name>', description: 'Who answers for its content', required: true })
  custodian(text: string): string {
    return text;
  }

  @Option({ flags: '--description <text>', description: 'What it lists' })
  description(text: string): string {
    return text;
  }

  @Option({ flags: '--registry <name>', description: 'The organisation behind it' })
  registry(text: string): string {
    return text;
  }

  @Option({ flags: '--phase <phase>', description: 'How finished it is; beta where left out' })
  phase(text: string): string {
    return text;
  }

  @Option({ flags: '--copyright <text>', description: 'As configured where left out' })
  copyright(text: string): string {
    return text;
  }

  @Option({
    flags: '--attribute <id:datatype[:n]>',
    description: 'In schema order, as often as needed; `:n` for a set of values',
  })
  attribute(text: string, before: readonly Attribute[] = []): readonly Attribute[] {
    const [, name, datatype, cardinality = '1'] = /^([^:]+):([^:]+)(?::([1n]))?$/.exec(text) ?? [];
    if (name === undefined || datatype === undefined)
      throw new UsageError(`--attribute must be id:datatype or id:datatype:n, not '${text}'`);
    return [...before, { name, datatype, cardinality: cardinality === 'n' ? 'n' : '1' }];
  }
}
