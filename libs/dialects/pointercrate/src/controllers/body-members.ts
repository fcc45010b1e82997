import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsInt, IsString, Max, Min, ValidateIf } from 'class-validator';

/** What a member of a body may be besides its type: missing, or null (contract §7.3). */
export interface Presence {
  readonly optional?: boolean;
  readonly nullable?: boolean;
}

type Member = Presence & ApiPropertyOptions;

function member(
  type: ApiPropertyOptions,
  { optional = false, nullable = false, ...options }: Member,
  ...rules: PropertyDecorator[]
) {
  const documented = { ...type, nullable, ...options } as ApiPropertyOptions;
  return applyDecorators(
    optional ? ApiPropertyOptional(documented) : ApiProperty(documented),
    ValidateIf((_, value) => !(value === undefined && optional) && !(value === null && nullable)),
    ...rules,
  );
}

/** Signed 16-bit integer. */
export const SmallInteger = (options: Member = {}): PropertyDecorator =>
  member({ type: 'integer', minimum: -(2 ** 15), maximum: 2 ** 15 - 1 }, options, IsInt(), Min(-(2 ** 15)), Max(2 ** 15 - 1));

/** Signed 32-bit integer. */
export const Integer = (options: Member = {}): PropertyDecorator =>
  member({ type: 'integer', format: 'int32' }, options, IsInt(), Min(-(2 ** 31)), Max(2 ** 31 - 1));

export const Text = (options: Member = {}): PropertyDecorator => member({ type: String }, options, IsString());

export const Texts = (options: Member = {}): PropertyDecorator =>
  member({ type: [String] }, options, IsArray(), IsString({ each: true }));

export const Flag = (options: Member = {}): PropertyDecorator => member({ type: Boolean }, options, IsBoolean());
