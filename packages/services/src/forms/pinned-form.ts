import { HuibaoError } from '@huibao/domain';
import type { Edition, EditionForm, EditionRef } from './edition.repository.ts';

/** Whose form it is, and its code. */
export interface FormRef {
  readonly ownerTenantId: number;
  readonly formCode: string;
}

/** A form as one of its owner's issues has it; undefined where it has none, or isn't known. */
export function findFormIn(
  { issues }: Pick<Edition, 'issues'>,
  { ownerTenantId, formCode }: FormRef,
  issueNo: number | null | undefined,
): EditionForm | undefined {
  const issue = issues.find((one) => one.ownerTenantId === ownerTenantId && one.issueNo === issueNo);
  return issue?.forms.find(({ definition }) => definition.code === formCode);
}

/** The same of what is pinned to it. */
export function getFormIn(edition: Pick<Edition, 'issues'>, form: FormRef, issueNo: number): EditionForm {
  const found = findFormIn(edition, form, issueNo);
  if (!found) throw new HuibaoError('submission.not_found');
  return found;
}

/** By owner of forms, the issue that they go by in an edition with its additions. */
export function issuesOf({
  ownerTenantId,
  issueNo,
  additions = [],
}: EditionRef): readonly { readonly ownerTenantId: number; readonly no: number }[] {
  return [{ ownerTenantId, no: issueNo }, ...additions];
}

/** To which of them a form of that owner's is pinned. */
export function issueNoOf(edition: EditionRef, ownerTenantId: number): number {
  const issue = issuesOf(edition).find((one) => one.ownerTenantId === ownerTenantId);
  if (!issue) throw new RangeError(`nothing that ${ownerTenantId} added`);
  return issue.no;
}
