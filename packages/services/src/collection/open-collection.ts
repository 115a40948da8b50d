import { HuibaoError, mostPeriods, periodOf } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireNewestEdition } from '../forms/edition.repository.ts';
import { lockParts } from '../forms/switched-part.repository.ts';
import { reportAdoptions } from './issue-adoption.repository.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { assignForms } from './assign-forms.ts';
import { carryRegistersOver } from './carry-registers-over.ts';
import { timesOf } from '../submission/window.ts';
import { keepCarried } from './parts/keep-carried.ts';
import { windowOf } from './window-of-calendar.ts';
import { insertCollection, type Collection } from './collection.repository.ts';

const input = z.object({
  ...editionInput,
  period: z.int().min(1).max(mostPeriods),
  /** Local dates; the calendar's own where absent. Due and closing include their day. */
  opensOn: z.iso.date().optional(),
  dueOn: z.iso.date().optional(),
  closesOn: z.iso.date().optional(),
});

/** Opens a period of a year: one row per assigned form of each unit that is open in the period. That is N. */
export const openCollection = defineMutation({
  permission: 'collection.run',
  input,
  async run(scope, { programme, year, period, ...dates }) {
    const { trx, actor, now, audit } = scope;
    const { tenantId } = actor;
    await lockParts(trx, tenantId);
    const edition = await requireNewestEdition(trx, actor, { programme, year });
    await keepCarried(scope, edition, { programme, year });
    const window = windowOf(edition.calendar, year, period, dates);
    if (window.opensAt >= window.dueAt || window.dueAt > window.closesAt)
      throw new HuibaoError('collection.window_invalid');
    const id = uuid();
    const { startsOn, endsOn } = periodOf(edition.calendar, year, period);
    const { programmeCode } = edition;
    const collection: Collection = { id, edition, programmeCode, year, period, startsOn, endsOn, window };
    if (!(await insertCollection(trx, tenantId, collection, actor.userId, now)))
      throw new HuibaoError('collection.already_open');

    const { length: expected } = await assignForms(scope, edition, collection);
    await reportAdoptions(trx, tenantId, collection, now);
    await carryRegistersOver(scope, edition, collection);
    await enqueue(scope, {
      workflow: 'collection',
      workflowId: `collection/${tenantId}/${id}`,
      signal: null,
      payload: { tenantId, collectionId: id, ...timesOf(window) },
    });
    audit({ action: 'collection.opened', subject: id, detail: { programme, year, period, expected } });
    return { collectionId: id, expected };
  },
});
