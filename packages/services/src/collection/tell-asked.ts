import type { Edition } from '../forms/edition.repository.ts';
import { notify } from '../notifications/notify.ts';
import type { NewSubmission } from '../submission/submission.repository.ts';
import type { Scope } from '../use-case.ts';
import type { Collection } from './collection.repository.ts';
import { nameOfCollection } from './name-of-collection.ts';

/** Who owes a form since: the period's opening was told without it. */
export async function tellAsked(
  scope: Scope,
  collection: Collection,
  edition: Edition,
  added: readonly Pick<NewSubmission, 'id' | 'unitId' | 'formCode'>[],
): Promise<void> {
  const name = await nameOfCollection(scope.trx, collection);
  const titles = new Map(edition.forms.map(({ definition }) => [definition.code, definition.title]));
  for (const { id, unitId, formCode } of added) {
    const form = titles.get(formCode);
    if (!form) continue;
    await notify(scope, {
      unitId,
      role: null,
      kind: 'assigned',
      href: `/term/${id}`,
      dedupeKey: `assigned/${id}`,
      params: { ...name, form, dueAt: collection.window.dueAt.toISOString() },
    });
  }
}
