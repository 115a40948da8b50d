import { z } from 'zod';
import { periodOf } from '@huibao/domain';
import { getCollection } from '../collection/collection.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listImports } from './import.repository.ts';
import { countRefusals, measureImport } from './import-form.repository.ts';

const mostListed = 10;

/** The newest file for a collection, how far it is and what it comes to; and those before it. */
export const getImports = defineQuery({
  permission: 'submission.import',
  input: z.object({ collectionId: z.uuid() }),
  async run({ trx, actor }, { collectionId }) {
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const { calendar, title, programmeName } = await getEdition(trx, collection.edition);
    const [newest, ...earlier] = await listImports(trx, actor.tenantId, collectionId, mostListed);
    const named = (one: NonNullable<typeof newest>) => ({
      id: one.id,
      fileName: one.fileName,
      state: one.state,
      failure: one.failure,
      begunBy: one.begunBy,
      begunAt: one.begunAt.toISOString(),
      acceptedBy: one.accepted?.by ?? null,
      acceptedAt: one.accepted?.at.toISOString() ?? null,
      endedAt: one.endedAt?.toISOString() ?? null,
    });
    const measured = async (one: NonNullable<typeof newest>) => ({
      ...named(one),
      totals: await measureImport(trx, actor.tenantId, one.id),
      refusals: await countRefusals(trx, actor.tenantId, one.id),
    });
    return {
      programme: programmeName,
      title,
      period: periodOf(calendar, collection.year, collection.period),
      newest: newest ? await measured(newest) : null,
      earlier: earlier.map(named),
    };
  },
});
