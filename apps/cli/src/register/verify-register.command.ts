import { CommandRunner, SubCommand } from 'nest-commander';
import { type LogVerdict, verifyLog } from '#dialects/register';
import { exitCodes } from '../exit-codes.js';
import { Reporter } from '../reporter.js';
import { withInput } from './rsf-input.js';

@SubCommand({
  name: 'verify',
  arguments: '<file>',
  description:
    'Recompute every hash and root of an exported RSF log and name the first bad line; `-` reads standard input. Needs no database.',
})
export class VerifyRegisterCommand extends CommandRunner {
  private readonly reporter = new Reporter();

  async run([file = '']: string[]): Promise<void> {
    const verdict = await withInput(file, ({ source, length }) =>
      verifyLog(source, (lines, bytes) => this.reporter.progress({ lines, bytes, total: length })),
    );
    const { intact, ...members } = verdict;
    this.reporter.result({ event: 'done', intact, ...members }, sentenceFor(file, verdict));
    process.exitCode = exitCodeFor(verdict);
  }
}

function exitCodeFor(verdict: LogVerdict): number {
  if (!verdict.intact) return exitCodes.refused;
  return verdict.redactedItems > 0 ? exitCodes.redacted : exitCodes.ok;
}

function sentenceFor(file: string, verdict: LogVerdict): string {
  if (!verdict.intact) return `${file}:${verdict.line}: ${verdict.problem}`;
  const { userEntries, systemEntries, items, redactedItems, rootHash, rootAsserted } = verdict;
  const redacted = redactedItems > 0 ? `; ${redactedItems} redacted, whose digests cannot be recomputed` : '';
  const asserted = rootAsserted ? 'as the log asserts' : 'which the log does not assert';
  return `${file}: intact. ${userEntries} entries, ${systemEntries} system entries, ${items} items${redacted}. Root sha-256:${rootHash}, ${asserted}`;
}
