export { connect } from './connection.ts';
export type { DB } from './generated/database.ts';
export {
  enterTenant,
  previewAsTenant,
  readAsTenant,
  withTenant,
  type Actor,
  type TenantReader,
  type TenantTransaction,
} from './with-tenant.ts';
