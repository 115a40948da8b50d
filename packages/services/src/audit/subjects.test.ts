import { actingIn, createClock, createSmallWorld, createTestDatabase, reportYear } from '@huibao/testing';
import { expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

it('names what the entries of a whole year tell by id or code, in both languages', async () => {
  const database = await createTestDatabase();
  try {
    const clock = createClock('2024-06-25T09:00:00+08:00');
    const world = await createSmallWorld(database.services, clock, [2024]);
    const year = await reportYear(database.services, clock, world, 2024);
    const acting = actingIn(database.services);
    const { auditor, reviewer } = world.actors;
    const title = { zh: '法治政府建设年度报告', en: 'Annual report on building a rule-of-law government' };
    const term = { zh: '2024 春季学期', en: 'Spring term 2024' };

    const { entries, subjects, programmes, forms } = await acting.as(auditor, useCases.listAudit, {});
    expect(subjects[year.submissionId]).toEqual({
      ...{ kind: 'submission', programme: 'rule_of_law', unit: '第一小学', term },
      number: { zh: '表4', en: 'Table 4' },
      title: { zh: '群众身边不正之风和腐败问题专项整治情况', en: 'Campaigns against malpractice' },
    });
    expect(subjects[year.collectionId]).toEqual({ kind: 'collection', title, term });
    expect(subjects[year.reportId]).toEqual({ kind: 'report', title, year: 2024, version: 1 });
    expect(subjects[year.ledgerId]).toEqual({ kind: 'ledger', title: '形式有待创新', year: 2024 });
    expect(programmes).toEqual({ rule_of_law: title });
    expect(forms).toContainEqual(expect.objectContaining({ programme: 'rule_of_law', form: 'campaigns' }));
    // Nothing that a page doesn't mention.
    expect(forms).toHaveLength(1);
    const told = JSON.stringify(entries);
    expect(Object.keys(subjects).filter((id) => !told.includes(id))).toEqual([]);

    // Another tenant's trail tells what lies there.
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId: year.deliveryId, action: 'accept' });
    const above = { ...reviewer, role: 'audit_officer' as const };
    const city = await acting.as(above, useCases.listAudit, { action: 'delivery.' });
    expect(city.subjects).toEqual({
      [year.deliveryId]: { kind: 'delivery', sender: expect.any(String) as string, title, year: 2024, version: 1 },
    });
    const { subjects: editions } = await acting.as(above, useCases.listAudit, { action: 'edition.' });
    expect(Object.values(editions)).toEqual([]);
  } finally {
    await database.drop();
  }
});
