import { mostPeriods, periodOf } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireNewestEdition } from '../forms/edition.repository.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { defineQuery } from '../use-case.ts';
import { groupsAsked, sectionsAsked, type NamedForm } from './asked-of-the-bureau.ts';
import { listGroupNames, readUnitsAsAsked } from './asked-units.repository.ts';
import { askedBy, isOpenIn } from './whom-a-form-asks.ts';

export interface PreviewedForm extends NamedForm {
  /** How many units it would be asked of, were the period opened now. */
  readonly units: number;
}

/**
 * Whom each form of a period would be asked of, were it opened now: which of them nobody would get, for want of a
 * section that answers or of a group.
 */
export const previewCollection = defineQuery({
  permission: 'collection.run',
  input: z.object({ ...editionInput, period: z.int().min(1).max(mostPeriods) }),
  async run({ trx, actor }, { programme, year, period }) {
    const edition = await requireNewestEdition(trx, actor, { programme, year });
    const days = periodOf(edition.calendar, year, period);
    const asAsked = await readUnitsAsAsked(trx, actor.tenantId);
    const all = await listUnits(trx, actor.tenantId);
    const units = all.filter((unit) => isOpenIn(unit, days));
    const asking = edition.forms.filter((form) => !form.isRetired);
    const forms = asking.map(({ definition: { code, number, title, appliesTo } }): PreviewedForm => ({
      code,
      number,
      title,
      units: units.filter((unit) => askedBy(appliesTo, unit, asAsked)).length,
    }));
    return {
      forms,
      expected: forms.reduce((sum, form) => sum + form.units, 0),
      sections: sectionsAsked(edition, units, asAsked, days),
      groups: groupsAsked(edition, asAsked, await listGroupNames(trx, actor.tenantId)),
      /** The bureau's own sections, of which one may answer for a code. */
      own: units
        .filter((unit) => unit.kind === 'section')
        .map(({ id, name, sectionCode }) => ({ id, name, sectionCode })),
    };
  },
});
