import { createHash } from 'node:crypto';
import { HuibaoError, type CaseNode, type Reason, type SectionContent } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  makeFit,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';
import type { Narrative } from './case.repository.ts';
import { layOut } from './lay-out.ts';

let database: TestDatabase;
let owner: pg.Client;
let world: SmallWorld;
let acting: Acting;
let reportId: string;
let quoted: Omit<Narrative, 'code'>;
let education: string;
const clock = createClock('2024-06-25T09:00:00+08:00');
const unaccepted = '未经审核的文字。';
const told = '学校组织模拟法庭。\n全校学生参加。';

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { first, second, head, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  education = await acting.formOf(first, 'education');
  const cell = (code: string, value: string) => ({ code, key: '', state: 'value' as const, value });
  const story = (words: string) => [cell('case_title', '模拟法庭'), cell('case_narrative', words)];
  await acting.reportAndAccept(first, editor, education, story(told));
  const others = await acting.formOf(second, 'education');
  await acting.report(second, others, story(unaccepted));
  await acting.as(head, useCases.confirmSubmission, { submissionId: others });
  clock.set('2025-01-20T09:00:00+08:00');
  ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
  const cases = await acting.as(editor, useCases.listCases, { reportId });
  const found = cases.find((one) => one.text === told);
  if (!found) throw new Error('the accepted narrative is not offered');
  quoted = found;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const section = async (code: string) => {
  const { sections } = await acting.as(world.actors.editor, useCases.getReportView, { reportId });
  const found = sections.find((one) => one.code === code);
  if (!found) throw new Error(`no section ${code}`);
  return found;
};

function quotation(attrs: Partial<CaseNode['attrs']> = {}, words = quoted.text): CaseNode {
  const { unitId, unitName, revisionId, cell, hash } = quoted;
  return {
    type: 'case',
    attrs: { id: 'case-1', unitId, unitName, revisionId, cell, hash, edited: false, ...attrs },
    content: [{ type: 'text', text: words }],
  };
}

/** In place of what was quoted before. */
async function save(...cases: readonly CaseNode[]): Promise<string> {
  const { content, version } = await section('education');
  const own = content.content.filter((block) => block.type !== 'case');
  const written = { ...content, version: 2 as const, content: [...own, ...cases] };
  return codeOf(
    acting.as(world.actors.editor, useCases.saveSection, { reportId, code: 'education', version, content: written }),
  );
}

/** What the use-case itself refuses with. */
async function refusalsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HuibaoError) || error.code !== 'report.gate_refused') throw new Error('not refused');
  return (error.params.reasons as readonly Reason[]).map((reason) => reason.code);
}

const approve = () => acting.as(world.actors.editor, useCases.decideReport, { reportId, action: 'approve' });

const savedCases = async () => {
  const { content } = await section('education');
  return content.content.filter((block) => block.type === 'case').map(({ attrs }) => attrs);
};

describe('a quoted case', () => {
  it('is of a narrative of an accepted revision, under its own school and with its own hash, or it isn’t saved', async () => {
    const others = await acting.as(world.actors.editor, useCases.listCases, { reportId });
    expect(others.map((one) => one.text)).not.toContain(unaccepted);
    for (const forged of [
      quotation({ revisionId: '01900000-0000-7000-8000-000000000000' }),
      quotation({ unitName: '第二小学' }),
      quotation({ unitId: world.unitIds.second }),
      quotation({ cell: 'letters' }),
      quotation({ hash: '0'.repeat(64) }),
    ])
      expect([forged.attrs, await save(forged)]).toEqual([forged.attrs, 'report.case_forged']);
    expect(await save(quotation())).toBe('no error');
  });

  it('isn’t saved of a revision that nobody accepted', async () => {
    const { rows } = await owner.query<{ id: string; name: string }>(
      `select r.id, u.name from revisions r join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
       where r.unit_id = $1 and r.state = 'submitted'`,
      [world.unitIds.second],
    );
    const pending = { revisionId: rows[0]?.id ?? '', unitId: world.unitIds.second, unitName: rows[0]?.name ?? '' };
    const hash = createHash('sha256').update(unaccepted).digest('hex');
    expect(pending.unitName).toBe('第二小学');
    expect(await save(quotation({ ...pending, hash }, unaccepted))).toBe('report.case_forged');
  });

  it('is said to be edited by the server, whatever the request says', async () => {
    expect(await save(quotation({ edited: true }))).toBe('no error');
    expect((await savedCases())[0]?.edited).toBe(false);
    expect(await save(quotation({ edited: false }, '学校组织了900场模拟法庭。'))).toBe('no error');
    expect((await savedCases())[0]?.edited).toBe(true);
    // Its numbers are the bureau's then.
    expect((await section('education')).typedNumbers).toContain('900');
  });

  it('prints its school as the bureau chooses: by name, by kind, or not at all', () => {
    const printed = (...naming: readonly CaseNode['attrs']['naming'][]) => {
      const [chosen] = naming;
      const node = quotation(chosen ? { naming: chosen } : {});
      const content: SectionContent = { type: 'doc', version: 2, content: [node] };
      const issuer = { name: '', shortName: '', documentPrefix: '', addressees: [] };
      const text = {
        title: [],
        upwardTitle: [],
        sections: [{ code: 'x', heading: '', level: 0, numbering: 'none' as const, content }],
      };
      const options = { copy: 'public', number: null, signer: '', date: null, watermark: '' } as const;
      return layOut(text, issuer, [], new Map(), new Set(), options).blocks.map((block) =>
        block.kind === 'table' ? '' : block.runs.map((run) => run.text).join(''),
      );
    };
    const [first, second] = told.split('\n');
    expect(printed('named')).toEqual([`第一小学：${first}`, second]);
    expect(printed('anonymous')).toEqual([`某小学：${first}`, second]);
    expect(printed()).toEqual([first, second]);
  });

  it('that is to be anonymous and names its school isn’t signed', async () => {
    expect(await save()).toBe('no error');
    await makeFit(database.services, world.actors.editor, reportId);
    expect(await save(quotation({ naming: 'anonymous' }, `${quoted.unitName}组织模拟法庭。`))).toBe('no error');
    expect(await refusalsOf(approve())).toEqual(['case_names_school']);
    const { findings } = await acting.as(world.actors.editor, useCases.getGate, { reportId });
    expect(findings.filter((one) => one.severity === 'refused').map((one) => one.check)).toEqual(['case_names_school']);
    expect(await save(quotation({ naming: 'anonymous' }))).toBe('no error');
  });

  it('whose revision is reopened may be written around, and isn’t signed, nor quoted again', async () => {
    const { editor } = world.actors;
    await acting.as(editor, useCases.reopenSubmission, {
      submissionId: education,
      revisionNo: 1,
      reason: '更正',
      untilOn: '2025-12-31',
    });
    expect(await save(quotation({ naming: 'named' }))).toBe('no error');
    expect(await refusalsOf(approve())).toContain('case_not_accepted');
    expect(await save()).toBe('no error');
    expect(await save(quotation())).toBe('report.case_not_accepted');
    // An earlier text of the section comes back with what it quotes, to be mended.
    const { version } = await section('education');
    const restored = { reportId, code: 'education', restored: version - 1, version };
    expect(await codeOf(acting.as(editor, useCases.restoreSection, restored))).toBe('no error');
  });

  it('that came into the text by another way isn’t signed either', async () => {
    const forged = JSON.stringify({ type: 'doc', content: [quotation({}, '没有说过的话。')] });
    await owner.query(`update report_sections set content = $2 where report_id = $1 and code = 'education'`, [
      reportId,
      forged,
    ]);
    await acting.reportAndAccept(world.actors.first, world.actors.editor, education);
    await owner.query(`update revisions set state = 'accepted' where id = $1`, [quoted.revisionId]);
    expect(await refusalsOf(approve())).toContain('case_forged');
  });
});
