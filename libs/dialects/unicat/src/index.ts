export { attributeName } from './mapping/attribute-name.js';
export { ProjectSchema, registerSpelling } from './mapping/project-schema.js';
export { decodeValues, encodeValues } from './mapping/record-values.js';
export { fallbackAttributes, registerAttributes } from './mapping/register-attributes.js';
export { CatalogueTexts } from './search/catalogue-texts.js';
export { unicatDialect } from './unicat.dialect.js';
export { UnicatModule } from './unicat.module.js';
export type { UnicatOptions } from './unicat.options.js';
export { ImportProject, type ImportProjectCommand } from './use-cases/import-project.use-case.js';
