import type { Localized } from '@huibao/domain';
import { getEdition } from '../forms/edition.repository.ts';
import { readSwitches } from '../forms/switched-part.repository.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { groupsAsked, sectionsAsked, type AskedGroup, type AskedSection } from './asked-of-the-bureau.ts';
import { listGroupNames, readUnitsAsAsked } from './asked-units.repository.ts';

/** What a programme, in its newest year, asks of sections and groups by their codes. */
export interface AskingProgramme {
  readonly title: Localized;
  readonly sections: readonly AskedSection[];
  readonly groups: readonly AskedGroup[];
}

/** Which sections and groups the programmes of the line ask for, and who of the tenant's answers. */
export const listAskedSections = defineQuery({
  permission: 'unit.read',
  input: noInput,
  async run({ trx, actor }): Promise<readonly AskingProgramme[]> {
    const asAsked = await readUnitsAsAsked(trx, actor.tenantId);
    const names = await listGroupNames(trx, actor.tenantId);
    const units = (await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null);
    const asking = [];
    for (const { title, years } of await listProgrammesOf(trx, actor)) {
      const [newest] = years;
      if (!newest) continue;
      const { on: parts } = await readSwitches(trx, actor.tenantId, newest);
      const edition = await getEdition(trx, { ...newest, parts });
      asking.push({
        title,
        sections: sectionsAsked(edition, units, asAsked),
        groups: groupsAsked(edition, asAsked, names),
      });
    }
    return asking.filter(({ sections, groups }) => sections.length > 0 || groups.length > 0);
  },
});
