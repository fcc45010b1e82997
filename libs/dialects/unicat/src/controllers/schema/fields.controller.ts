import { Controller, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { MemberGuard } from '../../guards/member.guard.js';
import { demoFields } from './demo-schema.js';
import { SchemaItemsController } from './schema-items.controller.js';

const { brand, name, stock, origin } = demoFields;

const FieldItems = SchemaItemsController('field', {
  get: { field: brand },
  create: { name: 'length__m', type: 'decimal', unit: 'm', label: { en: 'Length', nl: 'Lengte' } },
  modify: { field: stock, label: { nl: 'Op voorraad' } },
  setMetadata: { field: brand, name: 'heading.width', type: 'number', value: 20 },
  clearMetadata: { field: name, name: 'heading.alignment' },
  commit: { field: stock },
  saveAsNew: { field: brand },
  revert: { field: name },
  copy: { field: stock },
  delete: { field: origin },
});

/** Fields of records, of definitions and classes (contract §1.4, §5). */
@ApiTags('schema')
@ApiBearerAuth()
@Controller('api/p/:project/fields')
@UseGuards(MemberGuard)
export class FieldsController extends FieldItems {}
