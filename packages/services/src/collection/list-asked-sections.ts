import { dateOf, localDate, type Localized } from '@huibao/domain';
import { requireNewestEdition, type Edition } from '../forms/edition.repository.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { groupsAsked, sectionsAsked, type AskedGroup, type AskedSection } from './asked-of-the-bureau.ts';
import { listGroupNames, readUnitsAsAsked } from './asked-units.repository.ts';

/** What a programme asks of sections and groups by their codes, with what the line adds to it. */
export interface AskingProgramme {
  readonly title: Localized;
  readonly sections: readonly AskedSection[];
  readonly groups: readonly AskedGroup[];
}

/** Which sections and groups the programmes of the line ask for, and who of the tenant's answers. */
export const listAskedSections = defineQuery({
  permission: 'unit.read',
  input: noInput,
  async run({ trx, actor, now }): Promise<readonly AskingProgramme[]> {
    const asAsked = await readUnitsAsAsked(trx, actor.tenantId);
    const names = await listGroupNames(trx, actor.tenantId);
    const units = (await listUnits(trx, actor.tenantId)).filter((unit) => unit.closesOn === null);
    const asking = [];
    for (const { name, title, years } of await listProgrammesOf(trx, actor)) {
      const editions: Edition[] = [];
      for (const { year } of years) {
        const edition = await requireNewestEdition(trx, actor, { programme: name, year });
        if (editions.length === 0 || isCollecting(edition, now)) editions.push(edition);
      }
      asking.push({
        title,
        sections: firstOfEach(editions.map((edition) => sectionsAsked(edition, units, asAsked))),
        groups: firstOfEach(editions.map((edition) => groupsAsked(edition, asAsked, names))),
      });
    }
    return asking.filter(({ sections, groups }) => sections.length > 0 || groups.length > 0);
  },
});

/** What is filled in now goes on being asked beside the next year, into which it may not have been carried yet. */
function isCollecting({ calendar: { periods }, year }: Edition, now: Date): boolean {
  const last = periods.at(-1);
  return last !== undefined && dateOf(last.closes, year) >= localDate(now);
}

/** Of several years' lists: as the newest has it. */
function firstOfEach<Asked extends { readonly code: string }>(lists: readonly (readonly Asked[])[]): readonly Asked[] {
  return [...Map.groupBy(lists.flat(), ({ code }) => code).values()].flatMap(([newest]) => newest ?? []);
}
