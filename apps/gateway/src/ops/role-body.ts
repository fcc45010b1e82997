import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Role } from '#records';

const roles: readonly Role[] = ['read', 'write', 'staff'];

export class RoleBody {
  @ApiProperty({ enum: roles, example: 'read' })
  @IsIn(roles, { message: `role must be one of ${roles.join(', ')}` })
  role!: Role;
}
