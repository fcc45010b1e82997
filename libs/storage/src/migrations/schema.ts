/** How an engine spells the column types and table options of the schema. */
export interface SchemaSpelling {
  readonly text: string;
  readonly integer: string;
  readonly number: string;
  readonly bytes: string;
  /** After the columns of a table with short rows, kept in the order of its primary key where the engine can. */
  readonly clustered: string;
  /** After the columns of a table with long rows. */
  readonly heap: string;
}

/**
 * Every primary key and unique index begins with `space`, so that the tables can be split by space (docs/adr/0002). The
 * accounts of the whole gateway carry the reserved space `gateway`; its row in `log_head` serves as their lock.
 */
export function initialSchema({ text, integer, number, bytes, clustered, heap }: SchemaSpelling): string[] {
  return [
    `CREATE TABLE space (
      space ${text} NOT NULL, gid ${text} NOT NULL, birth ${text} NOT NULL, visibility ${text} NOT NULL,
      title ${text} NOT NULL, created_at ${integer} NOT NULL,
      PRIMARY KEY (space)) ${clustered}`,
    'CREATE INDEX space_by_gid ON space (gid)',
    `CREATE TABLE log_head (space ${text} NOT NULL, position ${integer} NOT NULL, PRIMARY KEY (space)) ${clustered}`,
    `CREATE TABLE collection (
      space ${text} NOT NULL, collection ${text} NOT NULL,
      entries ${integer} NOT NULL, records ${integer} NOT NULL, blobs ${integer} NOT NULL,
      PRIMARY KEY (space, collection)) ${clustered}`,
    `CREATE TABLE blob (
      space ${text} NOT NULL, collection ${text} NOT NULL, hash ${bytes} NOT NULL, rank ${integer} NOT NULL,
      object_hash ${bytes} NOT NULL, fields ${text} NOT NULL,
      PRIMARY KEY (space, collection, hash)) ${heap}`,
    'CREATE UNIQUE INDEX blob_by_rank ON blob (space, collection, rank)',
    'CREATE INDEX blob_by_object_hash ON blob (space, collection, object_hash)',
    `CREATE TABLE entry (
      space ${text} NOT NULL, collection ${text} NOT NULL, number ${integer} NOT NULL, position ${integer} NOT NULL,
      key ${text} NOT NULL, blob_hash ${bytes} NOT NULL, recorded_at ${integer} NOT NULL, recorded_by ${text} NOT NULL,
      PRIMARY KEY (space, collection, number)) ${clustered}`,
    'CREATE UNIQUE INDEX entry_by_position ON entry (space, position)',
    'CREATE INDEX entry_by_key ON entry (space, collection, key, number)',
    `CREATE TABLE record (
      space ${text} NOT NULL, collection ${text} NOT NULL, key ${text} NOT NULL, ordinal ${integer} NOT NULL,
      rank ${integer} NOT NULL, version ${integer} NOT NULL, id ${text} NOT NULL, blob_hash ${bytes} NOT NULL,
      updated_at ${integer} NOT NULL, updated_by ${text} NOT NULL,
      PRIMARY KEY (space, collection, key)) ${clustered}`,
    'CREATE UNIQUE INDEX record_by_ordinal ON record (space, collection, ordinal)',
    'CREATE UNIQUE INDEX record_by_rank ON record (space, collection, rank)',
    'CREATE UNIQUE INDEX record_by_id ON record (space, collection, id)',
    `CREATE TABLE attribute_value (
      space ${text} NOT NULL, collection ${text} NOT NULL, attribute ${text} NOT NULL, value ${text} NOT NULL,
      ordinal ${integer} NOT NULL, number ${number},
      PRIMARY KEY (space, collection, attribute, value, ordinal)) ${clustered}`,
    `CREATE INDEX attribute_value_by_number ON attribute_value (space, collection, attribute, number, ordinal)
      WHERE number IS NOT NULL`,
    // Answers "is this record's number in the range" for one record at a time, where another condition leads the query.
    `CREATE INDEX attribute_value_by_ordinal ON attribute_value (space, collection, attribute, ordinal, number)
      WHERE number IS NOT NULL`,
    `CREATE TABLE tree_tile (
      space ${text} NOT NULL, collection ${text} NOT NULL, tree ${text} NOT NULL, level ${integer} NOT NULL,
      idx ${integer} NOT NULL, hashes ${bytes} NOT NULL,
      PRIMARY KEY (space, collection, tree, level, idx)) ${clustered}`,
    `CREATE TABLE account (
      space ${text} NOT NULL, id ${integer} NOT NULL, gid ${text} NOT NULL, name ${text} NOT NULL,
      password_hash ${text}, generation ${integer} NOT NULL, status ${text} NOT NULL, operator ${integer} NOT NULL,
      profile ${text} NOT NULL,
      PRIMARY KEY (space, id)) ${heap}`,
    'CREATE UNIQUE INDEX account_by_gid ON account (space, gid)',
    'CREATE UNIQUE INDEX account_by_name ON account (space, name)',
    `CREATE TABLE membership (
      space ${text} NOT NULL, account ${integer} NOT NULL, role ${text} NOT NULL, permissions ${integer} NOT NULL,
      details ${text} NOT NULL,
      PRIMARY KEY (space, account)) ${clustered}`,
    'CREATE INDEX membership_by_account ON membership (account)',
    `CREATE TABLE api_key (
      space ${text} NOT NULL, hash ${text} NOT NULL, account ${integer} NOT NULL, created_at ${integer} NOT NULL,
      PRIMARY KEY (space, hash)) ${clustered}`,
    "INSERT INTO log_head (space, position) VALUES ('gateway', 0)",
  ];
}

/** In the order of `initialSchema`, last first. */
export const tables = [
  'api_key',
  'membership',
  'account',
  'tree_tile',
  'attribute_value',
  'record',
  'entry',
  'blob',
  'collection',
  'log_head',
  'space',
] as const;
