import type { WorkbookIdentity } from '@huibao/documents/xlsx';
import { HuibaoError, periodOf, periodsOf, type FormDefinition, type Localized } from '@huibao/domain';
import { formOf, getEdition, type Edition } from '../../forms/edition.repository.ts';
import type { QueryScope } from '../../use-case.ts';
import type { Submission } from '../submission.repository.ts';

/** A submission's form, and what its workbooks carry of whose they are. */
export async function getWorkbookIdentity(
  { trx }: QueryScope,
  submission: Submission,
): Promise<{ edition: Edition; form: FormDefinition; identity: WorkbookIdentity }> {
  const edition = await getEdition(trx, submission.edition);
  const { definition: form } = formOf(edition, submission.formCode);
  return {
    edition,
    form,
    identity: {
      form: form.code,
      formVersion: submission.formVersionId,
      unitId: String(submission.unitId),
      unitName: submission.unitName,
      submissionId: submission.id,
      collectionId: submission.collectionId,
      periodLabel: periodOf(edition.calendar, submission.year, submission.period).label.zh,
      year: submission.year,
      periodOrdinal: submission.period,
    },
  };
}

/**
 * The form that a workbook was made of: the submission's own, or as an earlier issue of its year had it. Another
 * form's, version's, unit's or term's is refused, saying which.
 */
export function requireSameWorkbook(
  found: WorkbookIdentity,
  wanted: WorkbookIdentity,
  { issues, calendar }: Edition,
): FormDefinition {
  if (found.form !== wanted.form) throw new HuibaoError('workbook.other_form', { form: nameOf(found.form, issues) });
  if (found.unitId !== wanted.unitId) throw new HuibaoError('workbook.other_unit', { unit: found.unitName });
  if (found.year !== wanted.year || found.periodOrdinal !== wanted.periodOrdinal)
    throw new HuibaoError('workbook.other_period', { period: nameOfPeriod(found, calendar) });
  const made = issues.flatMap(({ forms }) => forms).find((form) => form.versionId === found.formVersion);
  if (made?.definition.code !== wanted.form) throw new HuibaoError('workbook.other_version');
  if (found.submissionId !== wanted.submissionId)
    throw new HuibaoError('workbook.other_unit', { unit: found.unitName });
  return made.definition;
}

/** As it stands on the workbook's first line: nobody knows a form by its code. */
function nameOf(code: string, issues: Edition['issues']): string | Localized {
  const form = issues.flatMap(({ forms }) => forms).find(({ definition }) => definition.code === code)?.definition;
  if (!form) return code;
  const { number, title } = form;
  return { zh: `${number.zh} ${title.zh}`, en: `${number.en} ${title.en}` };
}

/** As the calendar calls it; what the calendar doesn't have is called as on the workbook's first line. */
function nameOfPeriod(
  { year, periodOrdinal, periodLabel }: WorkbookIdentity,
  calendar: Edition['calendar'],
): string | Localized {
  return periodsOf(calendar, year)[periodOrdinal - 1]?.label ?? periodLabel;
}
