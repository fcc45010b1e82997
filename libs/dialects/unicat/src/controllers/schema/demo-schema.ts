/** Parts of the demo data's schema, for examples. Those of one kind change it in turn, from `modify` to `delete`. */
export const demoDefinitions = {
  base: '7cca1174-af40-4132-8b78-389846d5de12',
  chapter: 'fa56af76-f65f-4518-b4f2-000cd31c5ca9',
  group: 'b0f3160b-65ef-472e-ab6f-4f6a1cf16935',
  article: '8218958e-e6dc-41f0-900f-9082b5e47bda',
  variant: '6428a19f-1e53-4f6b-92ae-303db9bf4e06',
  sparePart: 'e3be56a3-5a68-4358-a4db-a41bd904784e',
} as const;

export const demoClasses = {
  dimensions: '4e023178-b5c6-4a3b-93a8-cbd6fc783ae0',
  property: '012cad70-970b-4f69-9d80-7d3dc34bb96a',
  seo: '3e72230c-bd42-4593-87c6-bfb643ada3db',
  logistics: '3ee737b4-ee9f-496c-98c4-0cc73a9b275c',
} as const;

export const demoFields = {
  name: 'c948dd56-2971-4294-8bbc-1f87357246a4',
  summary: '1d3909c6-6eba-4ecc-9cba-08855d3411b7',
  brand: '247aed4e-9a07-44b6-97f2-770c4d91fd9a',
  artnr: '8559870e-bdcd-4d39-997d-974fc91364f2',
  stock: 'f024b73e-4175-44fd-b36b-560e97d503ca',
  seoTitle: 'cfed4d39-a65e-4fb2-8ad0-fd664e34431b',
  origin: '118bcaf3-b9e6-47c7-9aa5-e68265c79823',
} as const;

export const demoFieldlist = '6c5f4157-738e-4dbb-b4c6-69a003551e48';
export const demoLayout = '940fc370-4d2c-4661-9d80-c8a853a9fd9c';
