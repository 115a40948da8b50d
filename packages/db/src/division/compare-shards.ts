import { tableKinds, type TableKind } from './table-kinds.ts';

/** Who may see which rows of a table, as one node says it: each part as PostgreSQL writes it. */
export interface TableSaid {
  readonly table: string;
  /** Row security is enabled, and binds the owner as well. */
  readonly isForced: boolean;
  /** Who holds which rights on it, or on a column of it: `huibao_app SELECT`, `huibao_watch SELECT of name`. */
  readonly rights: readonly string[];
  readonly policies: readonly PolicySaid[];
}

export interface PolicySaid {
  readonly name: string;
  readonly command: string;
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

/** What a node of a divided database says of itself. */
export interface NodeSaid {
  readonly node: string;
  readonly tables: readonly TableSaid[];
  /** The functions that policies call, with what they do. */
  readonly functions: Readonly<Record<string, string>>;
  /** Of the product's roles those that row security doesn't bind there. */
  readonly unbound: readonly string[];
}

/** Where the node that is connected to has a shard of which table: `facts_102040` of `facts`. */
export interface Placement {
  readonly node: string;
  readonly shard: string;
  readonly table: string;
}

/** A divided database, as its nodes say it. */
export interface Division {
  /** The node that is connected to: what it says of the tables themselves holds. */
  readonly here: NodeSaid;
  readonly nodes: readonly NodeSaid[];
  readonly placements: readonly Placement[];
  /** Where each table lies that isn't here alone. */
  readonly kinds: Readonly<Record<string, TableKind>>;
}

/**
 * In what shards differ from the tables that they are parts of, each in a sentence for who runs the database; none
 * where tenants are kept apart as on one PostgreSQL. Citus makes a shard's policies from the table's, when it divides,
 * moves and copies: not all of what it is given, and without an error.
 */
export function compareShards({ here, nodes, placements, kinds }: Division): readonly string[] {
  const faults: string[] = [];
  const own = byTable(here);
  for (const [table, kind] of Object.entries(tableKinds)) {
    const lies = kinds[table] ?? 'in one place';
    if (lies !== kind) faults.push(`${table} lies ${lies}, and belongs ${kind}`);
  }
  for (const { node, functions, unbound } of nodes) {
    for (const role of unbound) faults.push(`${role} bypasses row security on ${node}`);
    for (const [name, does] of Object.entries(here.functions))
      if (functions[name] !== does) faults.push(`${name}() does something else on ${node}`);
  }
  const said = new Map(nodes.map((node) => [node.node, byTable(node)]));
  for (const { node, shard, table } of placements) {
    const [wanted, found] = [own.get(table), said.get(node)?.get(shard)];
    if (!wanted) continue;
    if (found) faults.push(...compareTable(wanted, found).map((fault) => `${shard} on ${node}: ${fault}`));
    else faults.push(`${shard} on ${node}: isn’t there`);
  }
  return faults;
}

const byTable = ({ tables }: NodeSaid): ReadonlyMap<string, TableSaid> =>
  new Map(tables.map((one) => [one.table, one]));

function compareTable(wanted: TableSaid, found: TableSaid): readonly string[] {
  const faults: string[] = [];
  if (wanted.isForced && !found.isForced) faults.push('row security isn’t forced');
  const more = found.rights.filter((right) => !wanted.rights.includes(right));
  if (more.length > 0) faults.push(`rights that the table doesn’t give: ${more.join(', ')}`);
  const fewer = wanted.rights.filter((right) => !found.rights.includes(right));
  if (fewer.length > 0) faults.push(`rights that the table gives are missing: ${fewer.join(', ')}`);
  const others = new Map(found.policies.map((policy) => [policy.name, policy]));
  for (const policy of wanted.policies) {
    const other = others.get(policy.name);
    others.delete(policy.name);
    if (!other) faults.push(`the policy ${policy.name} is missing`);
    else if (policyText(other) !== policyText(policy)) faults.push(`the policy ${policy.name} is another`);
  }
  for (const name of others.keys()) faults.push(`the policy ${name} isn’t the table’s`);
  return faults;
}

/** All of it, written alike: blanks and the order of roles say nothing. */
const policyText = ({ command, isPermissive, roles, using, check }: PolicySaid): string =>
  JSON.stringify([command, isPermissive, roles.toSorted(), plain(using), plain(check)]);

const plain = (condition: string | null): string | null => condition?.replaceAll(/\s+/g, ' ').trim() ?? null;
