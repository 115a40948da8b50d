import { readTableWorkbook } from '@huibao/documents/xlsx';
import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { insertAccount } from '../identity/accounts/account.repository.ts';
import { firstPassword, type FirstPassword } from '../identity/accounts/temporary-password.ts';
import { usernameIn } from '../identity/tenants/login-suffix.ts';
import { getTenant } from '../identity/tenants/tenant.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { requireRoom } from '../quotas/require-room.ts';
import { defineMutation } from '../use-case.ts';
import { addUnit } from './add-unit.ts';
import { readRosterRow, type RosterProblem } from './read-roster-row.ts';
import { columns, headersIn, locales } from './roster-columns.ts';

/** A bureau's schools several times over; each costs a hash. */
const mostPeople = 2000;

export interface RosterResult {
  readonly created: readonly {
    readonly name: string;
    readonly username: string | null;
    readonly password: string | null;
  }[];
  readonly problems: readonly RosterProblem[];
}

/** Creates the roster's schools with their first reporters; with any problem nothing is created and all are told. */
export const importRoster = defineMutation({
  permission: 'unit.manage',
  input: z.object({ content: z.instanceof(Uint8Array) }),
  async prepare({ actor }, { content }) {
    const table = await readTableWorkbook(content, { party: String(actor.tenantId) });
    const people = table.rows.slice(1).filter((cells) => (cells[columns.indexOf('username')] ?? '').trim() !== '');
    if (people.length > mostPeople) throw new HuibaoError('workbook.too_large');
    // One after the other: hashing takes a thread each, which whoever signs in meanwhile needs as well.
    const secrets: FirstPassword[] = [];
    while (secrets.length < people.length) secrets.push(await firstPassword());
    return { ...table, secrets };
  },
  async run(scope, _, { rows, flaws, secrets }): Promise<RosterResult> {
    const { trx, actor, now } = scope;
    const header = rows[0] ?? [];
    // The template may have been downloaded in either language, whichever one is in use now.
    const headers = locales
      .map(headersIn)
      .find((known) => known.every((name, index) => header[index]?.trim() === name));
    if (!headers) throw new HuibaoError('roster.row_invalid', { row: 1 });
    const types = await listUnitTypes(trx, actor);
    const taken = new Set(
      (await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null).map((unit) => unit.name),
    );
    const problems = flaws.map(({ row, column, flaw }): RosterProblem => ({
      row: row + 1,
      column: headers[column] ?? '',
      problem: flaw,
      value: rows[row]?.[column] ?? '',
    }));
    const units = rows.slice(1).flatMap((cells, index) => {
      if (cells.every((cell) => cell.trim() === '')) return [];
      const row = readRosterRow(cells, index + 2, headers, types, problems);
      if (row && taken.has(row.name))
        problems.push({ row: index + 2, column: headers[0] ?? '', problem: 'name_taken', value: row.name });
      if (row) taken.add(row.name);
      return row ? [row] : [];
    });
    if (problems.length > 0) return { created: [], problems };
    if (units.length === 0) throw new HuibaoError('roster.empty');
    const people = units.filter(({ person }) => person).length;
    await requireRoom(trx, actor.tenantId, { units: units.length, people }, now);
    const tenant = await getTenant(trx, actor.tenantId);
    const created: { name: string; username: string | null; password: string | null }[] = [];
    for (const unit of units) {
      const unitId = await addUnit(scope, {
        kind: 'school',
        name: unit.name,
        schoolType: unit.schoolType,
        ownership: unit.ownership,
        sectionCode: null,
        schoolCode: unit.schoolCode,
        creditCode: unit.creditCode,
        opensOn: unit.opensOn,
        closesOn: null,
        hasHeadStep: false,
      });
      const secret = unit.person ? secrets.pop() : undefined;
      const username = unit.person ? usernameIn(tenant, unit.person.username) : null;
      if (unit.person && username !== null && secret) {
        const { passwordHash } = secret;
        const account = { ...unit.person, username, unitId, role: 'reporter' as const, passwordHash, mustChange: true };
        await insertAccount(trx, actor.tenantId, account, now);
      }
      created.push({ name: unit.name, username, password: secret?.password ?? null });
    }
    scope.audit({ action: 'roster.imported', subject: String(actor.tenantId), detail: { units: created.length } });
    return { created, problems: [] };
  },
});
