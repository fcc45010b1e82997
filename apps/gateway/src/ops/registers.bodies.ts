import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import type { Attribute } from '#records';

/** Longest title, name or value; descriptions may be longer. In UTF-16 code units. */
const longestText = 1000;
const longestDescription = 20_000;

export class AttributeBody {
  @ApiProperty({ example: 'name', description: 'A name; never changes' })
  @IsString()
  id!: string;

  @ApiProperty({ example: 'string', description: 'One of the contract’s datatypes; never changes' })
  @IsString()
  datatype!: string;

  @ApiPropertyOptional({ enum: ['1', 'n'], default: '1', description: '`1` for one value, `n` for a set; never changes' })
  @IsOptional()
  @IsIn(['1', 'n'], { message: "cardinality must be '1' or 'n'" })
  cardinality?: '1' | 'n';

  @ApiPropertyOptional({ example: 'The name as the union of astronomers gives it' })
  @IsOptional()
  @IsString()
  @MaxLength(longestDescription)
  description?: string;

  @ApiPropertyOptional({ description: 'Name of the register whose keys the values are' })
  @IsOptional()
  @IsString()
  register?: string;
}

export class AttributesBody {
  @ApiProperty({ type: [AttributeBody] })
  @IsArray()
  @ArrayNotEmpty()
  @ValidateNested({ each: true })
  @Type(() => AttributeBody)
  attributes!: AttributeBody[];
}

export class RegisterBody {
  @ApiProperty({ example: 'planet', description: 'A name, at most 63 characters' })
  @IsString()
  id!: string;

  @ApiProperty({ example: 'Planet register' })
  @IsString()
  @MaxLength(longestText)
  title!: string;

  @ApiProperty({ example: 'Caroline Herschel' })
  @IsString()
  @MaxLength(longestText)
  custodian!: string;

  @ApiPropertyOptional({ example: 'The planets of the solar system' })
  @IsOptional()
  @IsString()
  @MaxLength(longestDescription)
  description?: string;

  @ApiPropertyOptional({ example: 'royal-observatory', description: 'The organisation that answers for the register' })
  @IsOptional()
  @IsString()
  @MaxLength(longestText)
  registry?: string;

  @ApiPropertyOptional({ example: 'alpha', default: 'beta' })
  @IsOptional()
  @IsString()
  @MaxLength(longestText)
  phase?: string;

  @ApiPropertyOptional({ description: 'Left out: as configured' })
  @IsOptional()
  @IsString()
  @MaxLength(longestDescription)
  copyright?: string;

  @ApiProperty({
    type: [AttributeBody],
    description: 'In schema order; the one named like the register comes first where it is left out',
  })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AttributeBody)
  attributes!: AttributeBody[];
}

export class EntryBody {
  @ApiProperty({ example: 'uranus' })
  @IsString()
  key!: string;

  /** For the documents only: `BlobPipe` reads it. */
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The primary key may be left out' })
  blob!: unknown;

  @ApiPropertyOptional({ example: '2026-01-31T09:00:00Z', description: 'To the second; the present where left out' })
  @IsOptional()
  @IsString()
  'entry-timestamp'?: string;
}

export class RedactionBody {
  @ApiProperty({ example: 'name' })
  @IsString()
  attribute!: string;

  @ApiPropertyOptional({ description: 'One element of a set; left out: all of them' })
  // Not even null stands for all of them: what is removed does not come back.
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  value?: string;
}

/** Attributes in the terms of the domain; a member that is null counts as left out. */
export function attributesOf(bodies: readonly AttributeBody[]): readonly Attribute[] {
  return bodies.map(({ id, datatype, cardinality, description, register }) => ({
    name: id,
    datatype,
    cardinality: cardinality ?? '1',
    ...given({ text: description, register }),
  }));
}

/** The members that have a value. */
export function given<T extends object>(members: T): { [M in keyof T]?: NonNullable<T[M]> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present) as { [M in keyof T]?: NonNullable<T[M]> };
}
