import type { Localized } from '@huibao/domain';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { listOpenDrafts, type DraftHead } from './draft.repository.ts';

/** What is told of a draft where it isn't open. */
export interface ListedDraft extends DraftHead {
  /** Of a programme, or of the one that is added to. */
  readonly title: Localized;
}

/** What the actor's tenant is building: programmes, and additions to those from above. */
export const listDrafts = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  async run({ trx, actor }): Promise<readonly ListedDraft[]> {
    const drafts = await listOpenDrafts(trx, actor.tenantId);
    const isAdding = drafts.some(({ kind }) => kind === 'additions');
    const titles = new Map(
      (isAdding ? await listProgrammesOf(trx, actor) : []).map(({ name, title }) => [name, title]),
    );
    return drafts.map((draft) => ({
      ...draft,
      title: draft.title ?? titles.get(draft.code) ?? { zh: draft.code, en: draft.code },
    }));
  },
});
