import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatFigure, type IndicatorValue } from '@huibao/domain';
import { getPublication, listPublications, runUseCase, systemActor, useCases } from '@huibao/services';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, readPublished, type TestDatabase } from '@huibao/testing';
import { demoBureaus } from '../figures/index.ts';
import { seedDemo } from './demo.ts';

// The acceptance case: 山阳区's report of 2024 as published. These figures stand in no code and no template: they are
// what 25 schools' submissions add up to, read back from the page, the PDF and the DOCX by other programs.
const golden = ['17所学校完成章程修订', '4所党总支部学校', '13所党支部学校', '2万余份', '25个', '27场', '2830人'];

const run = promisify(execFile);
let database: TestDatabase;
let folder: string;
let publicationId: string;
let disclosureId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'huibao-golden-'));
  await seedDemo(database.services, {
    today: new Date('2025-04-20T10:00:00+08:00'),
    bureaus: ['shanyang'],
    firstYear: 2024,
  });
  const { publications } = await listPublications(database.services);
  const titled = (title: string): string =>
    publications.find((one) => one.year === 2024 && one.issuer === '焦作市山阳区教育局' && one.title.includes(title))
      ?.id ?? '';
  publicationId = titled('法治政府建设');
  disclosureId = titled('政府信息公开');
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

async function file(format: 'pdf' | 'docx' | 'xlsx', id = publicationId): Promise<string> {
  const path = join(folder, `${id}.${format}`);
  await writeFile(path, await readPublished(database.services, id, format));
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

describe('山阳区’s report on open information of 2024, as the State Council’s office prescribes it', () => {
  const headings = [
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ];

  it('has six parts, and its tables foot as they are printed', async () => {
    const { html } = await getPublication(database.services, disclosureId);
    expect([...(html ?? '').matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading)).toEqual(headings);
    const tables = [...(html ?? '').matchAll(/<table.*?<\/table>/gs)].map(([table]) =>
      [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
        [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => cell),
      ),
    );
    const numbers = tables.map((rows) =>
      rows.map((row) => row.filter((cell) => /^[\d.]+$/.test(cell)).map(Number)).filter((row) => row.length > 0),
    );
    expect(numbers.map((rows) => rows.map((row) => row.length))).toEqual([
      [3, 3, 1, 1, 1, 1],
      new Array(25).fill(7),
      [15],
    ]);
    const requests = numbers[1] ?? [];
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    for (const row of requests) expect(row[6]).toBe(sum(row.slice(0, 6)));
    for (const column of [0, 1, 2, 3, 4, 5, 6]) {
      const at = (line: number): number => requests[line]?.[column] ?? Number.NaN;
      const settled = requests.slice(2, 23).map((row) => row[column] ?? 0);
      expect([at(23), at(0) + at(1)]).toEqual([sum(settled), at(23) + at(24)]);
    }
    expect(sum(requests[0] ?? [])).toBeGreaterThan(0);
    // 规章 of a district is nought, and so told.
    expect(numbers[0]?.[0]).toEqual([0, 0, 0]);
    expect(flat((html ?? '').replaceAll(/<[^>]+>/g, ''))).toContain('本年度收取信息处理费0.00元');
  });

  it('is the same in its PDF and DOCX, heads merged', async () => {
    const { stdout } = await run('pdftotext', ['-layout', await file('pdf', disclosureId), '-']);
    const { value: html } = await mammoth.convertToHtml({ path: await file('docx', disclosureId) });
    for (const heading of headings)
      expect([flat(stdout), flat(html)].map((text) => text.includes(heading))).toEqual([true, true]);
    expect(
      [...html.matchAll(/<t[dh] (?:colspan="(\d+)")? ?(?:rowspan="(\d+)")?>/g)].map(([, ...spans]) => spans),
    ).toEqual(
      expect.arrayContaining([
        ['7', undefined],
        ['3', '3'],
        [undefined, '22'],
        ['2', undefined],
        ['10', undefined],
      ]),
    );
  });

  it('is the same in a workbook, a sheet for each table, of numbers', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(await file('xlsx', disclosureId));
    const [, requests] = workbook.worksheets;
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(headings.slice(1, 4));
    const { html } = await getPublication(database.services, disclosureId);
    const printed = [...(html ?? '').matchAll(/<table.*?<\/table>/gs)].map(([table]) =>
      [...table.matchAll(/<td[^>]*>([\d.]+)<\/td>/g)].map(([, cell]) => Number(cell)),
    );
    expect(workbook.worksheets.map(numbersOf)).toEqual(printed);
    expect(requests?.model.merges.length).toBeGreaterThan(5);
  });

  it('agrees with what its other report says of normative documents', async () => {
    const actor = await editor();
    const figuresOf = async (programme: string) => {
      const { indicators } = await runUseCase(database.services, actor, useCases.getRollup, { programme, year: 2024 });
      return (code: string) => indicators.find((one) => one.code === code)?.value?.value;
    };
    const [own, other] = [await figuresOf('open_information'), await figuresOf('rule_of_law')];
    expect(['issued_normative', 'in_force_normative'].map(own)).toEqual(
      ['documents_issued', 'documents_in_force'].map(other),
    );
  });
});

/** Of each cell once, however many places it covers; the digits of its own labels are none. */
function numbersOf(sheet: ExcelJS.Worksheet): readonly number[] {
  const numbers: number[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (typeof cell.value === 'number' && cell.master.address === cell.address) numbers.push(cell.value);
    }),
  );
  return numbers;
}

describe('the city of the demo', () => {
  it('has ten bureaus', () => {
    expect(demoBureaus).toHaveLength(10);
  });

  it('has a report of its own, of as many districts as it received', async () => {
    const { publications } = await listPublications(database.services);
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
