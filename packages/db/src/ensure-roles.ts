import type pg from 'pg';
import { databaseRoles, timeLimits, type DatabaseRole } from './time-limits.ts';

/** PostgreSQL's code for who may not. */
const mayNot = '42501';

/**
 * The product's roles as they must be. An owner who may create roles makes them, with this password; who may not is
 * given them, with passwords of their own, and hears what they still lack.
 *
 * @throws an error with the statements for who may alter roles, or one that names a role that row security doesn't bind
 */
export async function ensureRoles(
  owner: pg.Client,
  password: string,
  nameOf: (role: DatabaseRole) => string = (role) => role,
): Promise<void> {
  const lacking: string[] = [];
  for (const kind of databaseRoles) {
    const role = nameOf(kind);
    const creating = `create role ${role} login`;
    const settings = settingsOf(kind).map(([name, value]) => ({
      kept: `${name}=${value}`,
      statement: `alter role ${role} set ${name} = '${value}'`,
    }));
    const made = await isAllowed(
      owner,
      `do $$ begin ${creating}; exception when duplicate_object or unique_violation then null; end $$`,
    );
    const found = await standing(owner, role);
    if (!found) {
      if (made) throw new Error(`the role ${role} was made and isn't there`);
      lacking.push(`${creating} password '…'`, ...settings.map(({ statement }) => statement));
      continue;
    }
    if (found.isUnbound)
      throw new Error(`${role} is a superuser or bypasses row security: nothing would keep tenants apart`);
    const isOurs = await isAllowed(owner, `alter role ${role} login password ${owner.escapeLiteral(password)}`);
    if (isOurs) for (const { statement } of settings) await owner.query(statement);
    else {
      if (!found.mayLogIn) lacking.push(`alter role ${role} login password '…'`);
      for (const { kept, statement } of settings) if (!found.settings.includes(kept)) lacking.push(statement);
    }
  }
  if (lacking.length > 0)
    throw new Error(
      `have a role that may create and alter roles run:\n${lacking.map((line) => `${line};`).join('\n')}`,
    );
}

function settingsOf(role: DatabaseRole): readonly (readonly [name: string, value: string])[] {
  const { statement, lock, idle } = timeLimits[role];
  return [
    ['statement_timeout', `${statement}s`],
    ['lock_timeout', `${lock}s`],
    ['idle_in_transaction_session_timeout', `${idle}s`],
    // The roll-up reads a few hundred facts of one element at a time, in the order of their key. On today's disks that
    // is as cheap as reading in a row; the default, four times dearer, would have it read everything and sort.
    ...(role === 'huibao_app' ? ([['random_page_cost', '1.1']] as const) : []),
  ];
}

interface StandingRole {
  readonly isUnbound: boolean;
  readonly mayLogIn: boolean;
  readonly settings: readonly string[];
}

async function standing(owner: pg.Client, role: string): Promise<StandingRole | undefined> {
  const { rows } = await owner.query<StandingRole>(
    `select r.rolsuper or r.rolbypassrls as "isUnbound", r.rolcanlogin as "mayLogIn",
       coalesce(s.setconfig, '{}') as settings
     from pg_roles r left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0
     where r.rolname = $1`,
    [role],
  );
  return rows[0];
}

/** Whether the owner may. */
async function isAllowed(owner: pg.Client, statement: string): Promise<boolean> {
  try {
    await owner.query(statement);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === mayNot) return false;
    throw error;
  }
}
