import type { TenantReader } from '@huibao/db';
import { collectedElements, findIndicatorIssues, HuibaoError, type IndicatorDraft } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { getTenantKind } from './indicator.repository.ts';
import { hasGroup } from './unit-group.repository.ts';

/** Refuses what the year doesn't collect, or not so, and groups that the tenant doesn't have. */
export async function refuseWrongDraft(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  draft: IndicatorDraft,
): Promise<void> {
  const [issue] = issuesIn(edition, draft);
  if (issue) throw new HuibaoError(issue.code, issue.params);
  const group = draft.children?.group;
  if (group === undefined) return;
  // Each bureau names and fills its groups by itself: what a city calls group_1 isn't what its districts call so.
  const isBureau = (await getTenantKind(trx, tenantId)) === 'bureau';
  if (!isBureau || !(await hasGroup(trx, tenantId, group))) throw new HuibaoError('indicator.unit_group_unknown');
}

export function issuesIn(edition: Edition, draft: IndicatorDraft): ReturnType<typeof findIndicatorIssues> {
  return findIndicatorIssues(draft, collectedElements({ forms: edition.forms.map((form) => form.definition) }));
}
