import { describe, expect, it } from 'vitest';
import { compareShards, type Division, type NodeSaid, type PolicySaid, type TableSaid } from './compare-shards.ts';
import { tableKinds } from './table-kinds.ts';

// As two nodes of Citus 13.2 on PostgreSQL 15 said it of themselves.

const condition = '((tenant_id = app_tenant()) AND (app_units() IS NULL))';
const policy: PolicySaid = {
  name: 'reports_app',
  command: 'ALL',
  isPermissive: true,
  roles: ['huibao_app'],
  using: condition,
  check: condition,
};
const watching: PolicySaid = {
  name: 'reports_watch',
  command: 'SELECT',
  isPermissive: true,
  roles: ['huibao_watch'],
  using: 'true',
  check: null,
};
const reports: TableSaid = {
  table: 'reports',
  isForced: true,
  rights: ['huibao_app INSERT', 'huibao_app SELECT', 'huibao_app UPDATE', 'huibao_watch SELECT of state'],
  policies: [policy, watching],
};
const functions = {
  app_tenant: " select nullif(current_setting('app.tenant', true), '')::int ",
  app_units: " select nullif(current_setting('app.units', true), '')::int[] ",
};
const node = (name: string, tables: readonly TableSaid[]): NodeSaid => ({ node: name, tables, functions, unbound: [] });
const shard = (no: number, difference: Partial<TableSaid> = {}): TableSaid => ({
  ...reports,
  table: `reports_${no}`,
  ...difference,
});

/** Two nodes with a shard each, the second as given. */
function division(second: NodeSaid, difference: Partial<Division> = {}): Division {
  return {
    here: node('here', [reports]),
    nodes: [node('one:5432', [reports, shard(102040)]), second],
    placements: [
      { node: 'one:5432', shard: 'reports_102040', table: 'reports' },
      { node: 'two:5432', shard: 'reports_102041', table: 'reports' },
    ],
    kinds: tableKinds,
    ...difference,
  };
}

const loose = (difference: Partial<PolicySaid>): NodeSaid =>
  node('two:5432', [shard(102041, { policies: [{ ...policy, ...difference }, watching] })]);

describe('shards', () => {
  it('are as their tables, however they are written', () => {
    const written = `((tenant_id = app_tenant())\n   AND (app_units() IS NULL))`;
    expect(compareShards(division(loose({ using: written })))).toEqual([]);
  });

  it.each([
    ['isn’t there', node('two:5432', [])],
    ['row security isn’t forced', node('two:5432', [shard(102041, { isForced: false })])],
    [
      'rights that the table doesn’t give: public SELECT',
      node('two:5432', [shard(102041, { rights: [...reports.rights, 'public SELECT'] })]),
    ],
    [
      'rights that the table gives are missing: huibao_watch SELECT of state',
      node('two:5432', [shard(102041, { rights: reports.rights.slice(0, -1) })]),
    ],
    ['the policy reports_watch is missing', node('two:5432', [shard(102041, { policies: [policy] })])],
    ['the policy reports_app is another', loose({ using: '(tenant_id = app_tenant())' })],
    ['the policy reports_app is another', loose({ check: null })],
    ['the policy reports_app is another', loose({ roles: ['public'] })],
    ['the policy reports_app is another', loose({ command: 'SELECT' })],
    // What Citus makes of a restrictive one, and the other way round.
    ['the policy reports_app is another', loose({ isPermissive: false })],
    [
      'the policy reports_more isn’t the table’s',
      node('two:5432', [shard(102041, { policies: [policy, watching, { ...policy, name: 'reports_more' }] })]),
    ],
  ])('are told where they differ: %s', (fault, second) => {
    expect(compareShards(division(second))).toEqual([`reports_102041 on two:5432: ${fault}`]);
  });

  it('are worth nothing on a node where a policy’s function or a role is another', () => {
    const second = node('two:5432', [shard(102041)]);
    const open = { ...functions, app_units: ' select null::int[] ' };
    expect(compareShards(division({ ...second, functions: open }))).toEqual([
      'app_units() does something else on two:5432',
    ]);
    expect(compareShards(division({ ...second, unbound: ['huibao_app'] }))).toEqual([
      'huibao_app bypasses row security on two:5432',
    ]);
  });

  it('are of the tables that belong divided, and of no others', () => {
    const second = node('two:5432', [shard(102041)]);
    const { notices: _, ...others } = tableKinds;
    const kinds = { ...others, outbox: 'by tenant', tenants: 'by tenant' } as const;
    expect(compareShards(division(second, { kinds })).toSorted()).toEqual([
      'notices lies in one place, and belongs by tenant',
      'outbox lies by tenant, and belongs in step',
      'tenants lies by tenant, and belongs everywhere',
    ]);
  });

  it('are not of what is written with them and Citus doesn’t know of: a server that falls would part the two', () => {
    const second = node('two:5432', [shard(102041)]);
    const { outbox: _, ...kinds } = tableKinds;
    expect(compareShards(division(second, { kinds }))).toEqual(['outbox lies in one place, and belongs in step']);
  });
});
