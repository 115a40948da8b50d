import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatFigure, type IndicatorValue } from '@huibao/domain';
import {
  getPublication,
  getPublicationFile,
  listPublications,
  runUseCase,
  systemActor,
  useCases,
} from '@huibao/services';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { demoBureaus } from '../figures/index.ts';
import { seedDemo } from './demo.ts';

// The acceptance case: 山阳区's report of 2024 as published. These figures stand in no code and no template: they are
// what 25 schools' submissions add up to, read back from the page, the PDF and the DOCX by other programs.
const golden = ['17所学校完成章程修订', '4所党总支部学校', '13所党支部学校', '2万余份', '25个', '27场', '2830人'];

const run = promisify(execFile);
let database: TestDatabase;
let folder: string;
let publicationId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'huibao-golden-'));
  await seedDemo(database.services, {
    today: new Date('2025-04-20T10:00:00+08:00'),
    bureaus: ['shanyang'],
    firstYear: 2024,
  });
  const publications = await listPublications(database.services);
  publicationId = publications.find((one) => one.year === 2024 && one.issuer === '焦作市山阳区教育局')?.id ?? '';
}, 180_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function editor() {
  const tenant = await database.services.authDb
    .selectFrom('tenants')
    .select('id')
    .where('name', '=', '焦作市山阳区教育局')
    .executeTakeFirstOrThrow();
  const system = await systemActor(database.services.authDb, tenant.id, () => new Date('2025-04-21T10:00:00+08:00'));
  return {
    ...system,
    role: 'bureau_editor' as const,
    userId: (
      await database.services.authDb
        .selectFrom('memberships')
        .select('user_id')
        .where('tenant_id', '=', tenant.id)
        .where('role', '=', 'bureau_editor')
        .executeTakeFirstOrThrow()
    ).user_id,
  };
}

/** Text as read, line ends and spaces that a layout puts between characters taken out. */
const flat = (text: string): string => text.replaceAll(/\s+/g, '');

async function file(format: 'pdf' | 'docx'): Promise<string> {
  const path = join(folder, `report.${format}`);
  await writeFile(path, (await getPublicationFile(database.services, publicationId, format)).bytes);
  return path;
}

describe('山阳区 2024, rolled up from its schools’ submissions', () => {
  it.each(golden)('prints %s on its page', async (figure) => {
    const { html } = await getPublication(database.services, publicationId);
    expect(flat((html ?? '').replaceAll(/<[^>]+>/g, ''))).toContain(figure);
  });

  it.each(golden)('prints %s in its PDF', async (figure) => {
    const { stdout } = await run('pdftotext', ['-layout', await file('pdf'), '-']);
    expect(flat(stdout)).toContain(figure);
  });

  it.each(golden)('prints %s in its DOCX', async (figure) => {
    const { value } = await mammoth.extractRawText({ path: await file('docx') });
    expect(flat(value)).toContain(figure);
  });

  it('quotes 塔南路小学', async () => {
    const { html } = await getPublication(database.services, publicationId);
    expect(html).toContain('塔南路小学在学生中开展');
  });

  it('is analysed with the issued report’s frozen figures as its totals', async () => {
    const actor = await editor();
    const { reports } = await runUseCase(database.services, actor, useCases.listReports, { programme: 'rule_of_law' });
    const { indicators } = await runUseCase(database.services, actor, useCases.getReportView, {
      reportId: reports.find((one) => one.year === 2024)?.id ?? '',
    });
    expect(indicators.length).toBeGreaterThan(100);
    for (let from = 0; from < indicators.length; from += 12) {
      const part = indicators.slice(from, from + 12);
      for (const rows of ['unit', 'unitType'] as const) {
        const table = await runUseCase(database.services, actor, useCases.pivot, {
          programme: 'rule_of_law',
          years: [2024],
          measures: part.map(({ code }) => ({ indicator: code })),
          rows,
          columns: 'measure',
        });
        const totals = table.cells[table.rows.findIndex((row) => row.isTotal)];
        for (const { code, value } of part) {
          const cell = totals?.[table.columns.findIndex((column) => column.at.measure === code)];
          expect([code, cell?.value, cell?.answered, cell?.expected]).toEqual([
            code,
            value?.value,
            value?.answered,
            value?.expected,
          ]);
        }
      }
    }
  });

  it('is analysed by its city as it was delivered: by unit, and in no parts', async () => {
    const tenant = await database.services.authDb
      .selectFrom('tenants')
      .select('id')
      .where('name', '=', '焦作市教育局')
      .executeTakeFirstOrThrow();
    const actor = {
      ...(await systemActor(database.services.authDb, tenant.id, () => new Date('2025-04-21T10:00:00+08:00'))),
      role: 'bureau_editor' as const,
    };
    const definition = {
      programme: 'rule_of_law',
      years: [2024],
      measures: ['letters', 'viewers', 'pupils'].map((indicator) => ({ indicator })),
      rows: 'unit',
      columns: 'none',
    } as const;
    const table = await runUseCase(database.services, actor, useCases.pivot, definition);
    const rollup = await runUseCase(database.services, actor, useCases.getRollup, {
      programme: 'rule_of_law',
      year: 2024,
    });
    expect(
      table.cells[table.rows.findIndex((row) => row.label?.zh.includes('山阳区'))]?.map((cell) => cell?.value),
    ).toEqual(['20436', '2830', '23828']);
    const totals = definition.measures.map(
      ({ indicator }) => rollup.indicators.find((one) => one.code === indicator)?.value,
    );
    expect(table.cells.at(-1)?.map((cell) => [cell?.value, cell?.answered, cell?.expected])).toEqual(
      totals.map((value) => [value?.value, value?.answered, value?.expected]),
    );
    await expect(
      runUseCase(database.services, actor, useCases.pivot, { ...definition, columns: 'term' }),
    ).rejects.toThrow('analysis.only_whole_years');
    await expect(
      runUseCase(database.services, actor, useCases.pivot, { ...definition, units: { ownership: 'public' } }),
    ).rejects.toThrow('analysis.only_whole_years');
  });

  it('changes the next draft, and not the issued report, when one school’s accepted number changes', async () => {
    const actor = await editor();
    const { reports } = await runUseCase(database.services, actor, useCases.listReports, { programme: 'rule_of_law' });
    const issued = reports.find((one) => one.year === 2024);
    const before = await runUseCase(database.services, actor, useCases.getReportView, { reportId: issued?.id ?? '' });
    const lineage = await runUseCase(database.services, actor, useCases.getReportLineage, {
      reportId: before.id,
      indicator: 'letters',
    });
    const cell = lineage.rows.find((row) => row.unitName === '塔南路小学' && row.period === 1);
    expect(cell?.value).toBe('1209');

    await runUseCase(database.services, actor, useCases.reopenSubmission, {
      submissionId: cell?.submissionId ?? '',
      revisionNo: cell?.revisionNo ?? 0,
      reason: '学校更正',
      untilOn: '2999-12-31',
    });
    const membership = await database.services.authDb
      .selectFrom('memberships')
      .select(['user_id'])
      .where('tenant_id', '=', actor.tenantId)
      .where('unit_id', '=', cell?.unitId ?? 0)
      .where('role', '=', 'reporter')
      .executeTakeFirstOrThrow();
    const reporter = { ...actor, role: 'reporter' as const, units: [cell?.unitId ?? 0], userId: membership.user_id };
    const head = { ...reporter, role: 'head' as const };
    const view = await runUseCase(database.services, reporter, useCases.getSubmissionView, {
      submissionId: cell?.submissionId ?? '',
    });
    const version = view.cells.find((one) => one.code === 'letters')?.version ?? 0;
    await runUseCase(database.services, reporter, useCases.saveCells, {
      submissionId: view.id,
      source: 'page',
      cells: [{ code: 'letters', key: '', state: 'value', value: '1109', version }],
    });
    const { state } = await runUseCase(database.services, reporter, useCases.submitSubmission, {
      submissionId: view.id,
    });
    if (state === 'confirming')
      await runUseCase(database.services, head, useCases.confirmSubmission, { submissionId: view.id });
    const again = await runUseCase(database.services, actor, useCases.getRevision, { submissionId: view.id });
    await runUseCase(
      database.services,
      { ...actor, userId: '00000000-0000-0000-0000-000000000001' },
      useCases.acceptSubmissions,
      { items: [{ submissionId: view.id, revisionNo: again.revision.no }] },
    );

    const { reportId } = await runUseCase(database.services, actor, useCases.correctReport, {
      reportId: before.id,
      reason: '家长信份数更正',
    });
    const draft = await runUseCase(database.services, actor, useCases.getReportView, { reportId });
    const after = await runUseCase(database.services, actor, useCases.getReportView, { reportId: before.id });
    const letters = (report: typeof draft): IndicatorValue => {
      const value = report.indicators.find((one) => one.code === 'letters')?.value;
      if (!value) throw new Error('no letters');
      return value;
    };
    expect([letters(before).value, letters(after).value, letters(draft).value]).toEqual(['20436', '20436', '20336']);
    expect(formatFigure(letters(draft), { style: 'approximate', step: '10000' }, '份', 0)).toBe('2万余份');
  });
});

describe('the city of the demo', () => {
  it('has ten bureaus', () => {
    expect(demoBureaus).toHaveLength(10);
  });

  it('has a report of its own, of as many districts as it received', async () => {
    const publications = await listPublications(database.services);
    const own = publications.find((one) => one.issuer === '焦作市教育局');
    expect(own?.year).toBe(2024);
    const { html } = await getPublication(database.services, own?.id ?? '');
    const text = flat((html ?? '').replaceAll(/<[^>]+>/g, ''));
    // Of all that there are here, nobody is out.
    expect(text).toContain('逐级汇总，应报送1个县（市、区），已报送并接收1个。');
    expect(text).toContain('全市17所学校完成章程修订');
    expect(text).not.toMatch(/—|(?<!\d)0(?:项|件|所|次|场)/u);
  });
});
