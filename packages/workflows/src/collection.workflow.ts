import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities, CollectionReminder } from './activities.ts';
import type { CollectionMessage } from './messages.ts';
import { patiently, tell } from './reminding.ts';

const { remindCollection } = proxyActivities<Activities>(patiently);

const day = 86_400_000;

/** From a collection's opening to its closing: who owes something hears of it at the right local time. */
export async function collectionWorkflow({
  tenantId,
  collectionId,
  opensAt,
  dueAt,
  closesAt,
}: CollectionMessage): Promise<void> {
  const due = Date.parse(dueAt);
  const moments: readonly { readonly at: number; readonly kind: CollectionReminder }[] = [
    { at: Date.parse(opensAt), kind: 'opened' },
    { at: due - 3 * day, kind: 'due_soon' },
    { at: due - day, kind: 'due_today' },
    { at: due, kind: 'overdue' },
  ];
  for (const [index, { at, kind }] of moments.entries()) {
    const next = moments[index + 1]?.at ?? Date.parse(closesAt);
    // Begun late (Temporal was away, or the window is short): what the next moment has overtaken isn't said any more.
    if (next <= Date.now() || next <= at) continue;
    await sleepUntil(at);
    if ((await tell(() => remindCollection({ tenantId, collectionId, kind }))) === 'gone') return;
  }
  await sleepUntil(Date.parse(closesAt));
}

async function sleepUntil(instant: number): Promise<void> {
  const wait = instant - Date.now();
  if (wait > 0) await sleep(wait);
}
