import { Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import { parseAuthorization, parseBasic } from '#dialect-kit';
import { AccessDenied, type AccountInSpace, type ActorId, isName, NotAuthenticated, type Role } from '#records';
import { RegisterLocator, type RegisterPlace } from '../addressing/register-locator.js';
import { RegisterNotFound } from '../errors/register-errors.js';
import { requireBornAsRegister } from '../use-cases/stored-definition.js';

/** Who may write whole logs of a register. */
export interface Writer {
  /** Name of the register. */
  readonly register: string;
  /** Undefined where there is no such register yet; then the writer is an operator. */
  readonly place: RegisterPlace | undefined;
  readonly account: ActorId;
  readonly operator: boolean;
}

const writing: readonly (Role | undefined)[] = ['write', 'staff'];

/** Decides who may write whole logs: Basic credentials of an account with `write`, or of an operator (interface, "Who may what"). */
@Injectable()
export class WriterAccess {
  constructor(
    private readonly registers: RegisterLocator,
    private readonly credentials: CredentialVerifier,
  ) {}

  /**
   * @param names under which the register is asked for, first choice first
   * @throws NotAuthenticated also where the register is private and the account no member, as for readers
   * @throws RegisterNotFound for all but operators
   * @throws AccessDenied, RegisterConflict
   */
  async writerOf(names: readonly string[], header: string | undefined): Promise<Writer> {
    const place = await this.registers.findFirst(names);
    const caller = await this.identify(header, place);
    const { id, operator } = caller.account;
    if (!operator) requireRole(caller, place, names);
    const register = place?.name ?? names.find(isName);
    if (register === undefined) throw new RegisterNotFound(names.join(', '));
    if (place !== undefined) requireBornAsRegister(place);
    return { register, place, account: String(id), operator };
  }

  private identify(header: string | undefined, place: RegisterPlace | undefined): Promise<AccountInSpace> {
    const { scheme, credentials } = parseAuthorization(header) ?? { scheme: '', credentials: '' };
    const basic = scheme.toLowerCase() === 'basic' ? parseBasic(credentials) : undefined;
    if (basic === undefined) throw new NotAuthenticated();
    return this.credentials.password(basic.name, basic.password, place?.space.id ?? '');
  }
}

function requireRole({ membership }: AccountInSpace, place: RegisterPlace | undefined, names: readonly string[]): void {
  if (place === undefined) throw new RegisterNotFound(names.join(', '));
  if (membership === undefined && place.space.visibility === 'private') throw new NotAuthenticated();
  if (!writing.includes(membership?.role)) throw new AccessDenied(`Needs the role write in ${place.space.id}`);
}
