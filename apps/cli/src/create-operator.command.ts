import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { hashPassword } from '#auth';
import { derivedId, InvalidRecord } from '#records';
import { LazyStorage } from './lazy-storage.js';

const shortestPassword = 10;

@SubCommand({
  name: 'create',
  arguments: '<name>',
  description: 'Make an operator account. The password is read from standard input; on a terminal one is made and shown once.',
})
export class CreateOperatorCommand extends CommandRunner {
  constructor(private readonly storage: LazyStorage) {
    super();
  }

  async run([name = '']: string[]): Promise<void> {
    const given = process.stdin.isTTY ? undefined : (await text(process.stdin)).replace(/\r?\n$/, '');
    const password = given === undefined || given === '' ? randomBytes(18).toString('base64url') : given;
    if (Buffer.byteLength(password) < shortestPassword)
      throw new InvalidRecord(`The password must have at least ${shortestPassword} bytes`);
    const { accounts } = await this.storage.open();
    await accounts.createAccount({
      gid: derivedId('account', name),
      name,
      passwordHash: await hashPassword(password),
      generation: 0,
      status: 'active',
      operator: true,
      profile: {},
    });
    process.stdout.write(password === given ? `Operator ${name} created\n` : `Operator ${name} created, password ${password}\n`);
  }
}

@Command({ name: 'operator', description: 'Accounts that administer the gateway', subCommands: [CreateOperatorCommand] })
export class OperatorCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
