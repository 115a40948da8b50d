import { withTenant, type Actor } from '@huibao/db';
import { fileOf } from '@huibao/documents/streamed-file';
import { actingIn, createClock, createSmallWorld, createTestDatabase, smallestPng } from '@huibao/testing';
import { expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';
import { upsertQuota } from './quota.repository.ts';

it('a bureau’s evidence is counted over all its schools, told before it is full, and refused beyond', async () => {
  const database = await createTestDatabase();
  try {
    const clock = createClock('2024-06-25T09:00:00+08:00');
    const world = await createSmallWorld(database.services, clock, [2024]);
    const acting = actingIn(database.services);
    const { first, second, editor, admin } = world.actors;
    await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
    const picture = smallestPng();
    const attach = async (by: Actor) => {
      const { terms } = await acting.as(by, useCases.listTasks, {});
      const submissionId = terms[0]?.forms[0]?.submissionId ?? '';
      const input = { submissionId, name: '照片.png', content: fileOf(picture) };
      return acting.as(by, useCases.attachFile, input);
    };
    const limit = picture.length * 2 + 1;
    await withTenant(database.services.db, admin, (trx) =>
      upsertQuota(trx, admin.tenantId, 'evidence_bytes', limit, clock.now()),
    );
    expect((await attach(first)).near).toBeNull();
    // What the other school has is in it, though nobody there sees it.
    const near = { quota: 'evidence_bytes', used: picture.length * 2, limit };
    expect((await attach(second)).near).toEqual(near);
    const refused = { code: 'quota.evidence_bytes', params: { gigabytes: limit / 1e9 } };
    for (const by of [first, second]) await expect(attach(by)).rejects.toMatchObject(refused);
    expect((await acting.as(admin, useCases.getAccountSettings, {})).limits).toEqual([near]);
    expect((await acting.as(editor, useCases.getAccountSettings, {})).limits).toEqual([]);
  } finally {
    await database.drop();
  }
});
