import { Inject, Injectable } from '@nestjs/common';
import { CredentialVerifier } from '#auth';
import {
  type Account,
  type AccountInSpace,
  isUuid4,
  NotAuthenticated,
  SPACE_DIRECTORY,
  type SpaceDirectory,
  type SpaceId,
} from '#records';
import { UnknownUser } from '../errors/unicat-errors.js';
import type { ProjectMember } from '../guards/project-request.js';

export type Credentials = { readonly apiKey: string } | { readonly username: string; readonly password: string };

/** No space has this name, so nobody is a member of it. */
const noSpace: SpaceId = '';

/** Who may use the project with these credentials (contract §3.1, §3.2). */
@Injectable()
export class Authenticate {
  constructor(
    @Inject(SPACE_DIRECTORY) private readonly spaces: SpaceDirectory,
    private readonly credentials: CredentialVerifier,
  ) {}

  /** @throws UnknownUser whatever is wrong: credentials, project, or that the one is not for the other */
  async execute(project: string, credentials: Credentials): Promise<ProjectMember> {
    const space = isUuid4(project) ? await this.spaces.findByGid(project) : undefined;
    const { account, membership } = await this.verify(credentials, space?.id ?? noSpace);
    if (space === undefined || membership === undefined) throw new UnknownUser();
    return { space, account, membership };
  }

  /**
   * Who has this name and password, whatever his projects (contract §3.5).
   * @throws UnknownUser
   */
  async user(credentials: Credentials): Promise<Account> {
    return (await this.verify(credentials, noSpace)).account;
  }

  private async verify(credentials: Credentials, space: SpaceId): Promise<AccountInSpace> {
    try {
      return 'apiKey' in credentials
        ? await this.credentials.key(credentials.apiKey, space)
        : await this.credentials.password(credentials.username, credentials.password, space);
    } catch (error) {
      if (error instanceof NotAuthenticated) throw new UnknownUser();
      throw error;
    }
  }
}
