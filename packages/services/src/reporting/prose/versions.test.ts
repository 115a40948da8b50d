import type { SectionContent } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  proseOf,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let reportId: string;
const clock = createClock('2025-01-20T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  ({ reportId } = await acting.as(world.actors.editor, useCases.compileReport, {
    programme: 'rule_of_law',
    year: 2024,
  }));
});
afterAll(() => database.drop());

const code = 'opening';
const editor = () => world.actors.editor;
/** A colleague with the same role. */
const colleague = () => ({ ...world.actors.editor, userId: world.actors.admin.userId });
const save = (version: number, content: SectionContent, by = editor()) =>
  acting.as(by, useCases.saveSection, { reportId, code, version, content });
const versions = () => acting.as(editor(), useCases.listSectionVersions, { reportId, code });

describe('the prose of a section', () => {
  it('has a version for each save, with who and when, and none for the same text again', async () => {
    expect(await save(1, proseOf('甲'))).toMatchObject({ version: 2 });
    clock.advance(60_000);
    expect(await save(2, proseOf('甲'))).toMatchObject({ version: 2 });
    expect(await save(2, proseOf('甲', '乙'), colleague())).toMatchObject({ version: 3 });
    const { versions: known, hasMore } = await versions();
    expect(known.map(({ version, by }) => [version, by])).toEqual([
      [3, 'manager'],
      [2, 'editor'],
      [1, 'editor'],
    ]);
    expect(hasMore).toBe(false);
    const earlier = await acting.as(editor(), useCases.getSectionVersion, { reportId, code, version: 2 });
    expect(earlier).toMatchObject({ by: 'editor', content: proseOf('甲') });
  });

  it('is never written over by who hasn’t read it; the refused text is kept beside it, once', async () => {
    expect(await codeOf(save(2, proseOf('甲', '丙')))).toBe('report.section_changed');
    const aside = { reportId, code, baseVersion: 2, content: proseOf('甲', '丙') };
    const { id } = await acting.as(editor(), useCases.keepAside, aside);
    expect(await acting.as(editor(), useCases.keepAside, aside)).toEqual({ id });
    expect(await acting.as(colleague(), useCases.listAsides, { reportId })).toMatchObject([
      { id, by: 'editor', baseVersion: 2, content: proseOf('甲', '丙') },
    ]);
    const standing = await acting.as(editor(), useCases.getSectionVersion, { reportId, code, version: 3 });
    expect(standing.content).toEqual(proseOf('甲', '乙'));
    await acting.as(editor(), useCases.settleAside, { reportId, id });
    expect(await codeOf(acting.as(editor(), useCases.settleAside, { reportId, id }))).toBe('report.aside_not_found');
    // Lost to the same conflict again, it waits again.
    const again = await acting.as(editor(), useCases.keepAside, aside);
    expect(again.id).not.toBe(id);
    await acting.as(editor(), useCases.settleAside, { reportId, id: again.id });
  });

  it('finds its own earlier save when the answer was lost', async () => {
    expect(await save(2, proseOf('甲', '乙'))).toMatchObject({ version: 3 });
  });

  it('comes back as a new version, and only on top of the one that was seen', async () => {
    const restore = (restored: number, version: number) =>
      acting.as(editor(), useCases.restoreSection, { reportId, code, restored, version });
    expect(await codeOf(restore(2, 2))).toBe('report.section_changed');
    expect(await codeOf(restore(9, 3))).toBe('report.version_not_found');
    expect(await restore(2, 3)).toMatchObject({ version: 4, content: proseOf('甲') });
    expect((await versions()).versions).toHaveLength(4);
  });

  it('tells an open page which version stands, and by whom', async () => {
    await save(4, proseOf('丁'), colleague());
    const watched = await acting.as(editor(), useCases.watchSections, { reportId });
    expect(watched).toMatchObject({ decisions: 0, asides: 0 });
    expect(watched.sections.find((one) => one.code === code)).toMatchObject({ version: 5, by: 'manager' });
  });

  it('has a size, told before it is saved', async () => {
    const long = proseOf(...Array.from({ length: 20 }, () => '长'.repeat(19_000)));
    expect(await codeOf(save(5, long))).toBe('report.section_too_long');
  });
});
