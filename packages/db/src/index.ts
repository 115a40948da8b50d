export { checkConnection } from './check-connection.ts';
export { listUnended } from './division/list-unended.ts';
export { readShardFaults, readShardMark } from './division/read-shards.ts';
export { readServers, readTableSizes } from './division/read-sizes.ts';
export { tablesOf } from './division/table-kinds.ts';
export { connect, poolStateOf, type PoolState } from './connection.ts';
export type { DB } from './generated/database.ts';
export { isPassing } from './passing-failure.ts';
export { executePrepared, sendAhead, setLocal, toPrepared } from './preparing-dialect.ts';
export { readingAt, type ReadCounts, type Reading } from './reading.ts';
export { doesFit, readSchemaFit, type SchemaFit } from './schema-fit.ts';
export { defineStatement } from './statement.ts';
export { askPrepared, type PreparedQuery } from './together.ts';
export { databaseRoles, type DatabaseRole } from './time-limits.ts';
export { tellFailure, type ToldFailure } from './tell-failure.ts';
export {
  enterTenant,
  parentOf,
  previewAsTenant,
  readAsTenant,
  withTenant,
  type Actor,
  type TenantReader,
  type TenantTransaction,
} from './with-tenant.ts';
