import { periodOf } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../../collection/collection.repository.ts';
import { getEdition } from '../../forms/edition.repository.ts';
import { defineQuery } from '../../use-case.ts';
import { listAskedEditions } from '../board.repository.ts';
import { readWaiting } from './read-waiting.ts';

/** What a collection is called, and what waits to be adopted for it. */
export const getWaiting = defineQuery({
  permission: 'collection.read',
  input: z.object({ collectionId: z.uuid() }),
  async run({ trx, actor }, { collectionId }) {
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const edition = await getEdition(trx, collection.edition);
    return {
      programme: edition.programmeName,
      title: edition.title,
      period: periodOf(edition.calendar, collection.year, collection.period),
      ...(await readWaiting(trx, collection, await listAskedEditions(trx, actor.tenantId, collectionId))),
    };
  },
});
