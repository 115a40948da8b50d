import { HuibaoError, sectionCodeSchema } from '@huibao/domain';
import { z } from 'zod';
import { listUnits } from '../identity/unit.repository.ts';
import { defineMutation } from '../use-case.ts';
import { deleteSectionAnswer, putSectionAnswer } from './asked-units.repository.ts';
import { assignUnasked } from './assign-forms.ts';

/**
 * Which of the bureau's sections answers where forms ask for one by a code: districts cut their sections differently.
 * Null: the one whose own code it is, as without a word. Forms of terms under way that nobody was asked for go to it at
 * once.
 */
export const answerForSection = defineMutation({
  permission: 'section.answer',
  input: z.object({ code: sectionCodeSchema, unitId: z.int32().nullable() }),
  async run(scope, { code, unitId }) {
    const { trx, actor, now, audit } = scope;
    if (unitId === null) {
      await deleteSectionAnswer(trx, actor.tenantId, code);
      audit({ action: 'section.answer_removed', subject: code, detail: {} });
      return { assigned: 0 };
    }
    const section = (await listUnits(trx, actor.tenantId)).find((unit) => unit.id === unitId);
    if (!section) throw new HuibaoError('unit.not_found');
    if (section.kind !== 'section' || section.closesOn !== null) throw new HuibaoError('section_answer.unknown');
    await putSectionAnswer(trx, actor.tenantId, code, unitId, now);
    const assigned = await assignUnasked(scope, code, section);
    audit({ action: 'section.answer_set', subject: code, detail: { unit: unitId, assigned } });
    return { assigned };
  },
});
