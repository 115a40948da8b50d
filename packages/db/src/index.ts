export { connect } from './connection.ts';
export type { DB } from './generated/database.ts';
export { enterTenant, withTenant, type Actor, type TenantTransaction } from './with-tenant.ts';
