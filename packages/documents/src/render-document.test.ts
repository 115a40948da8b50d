import { cellMap, HuibaoError } from '@huibao/domain';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { renderDocx } from './docx/index.ts';
import { renderPdf } from './pdf/index.ts';
import { renderDocument } from './render-document.ts';
import { renderForm, renderTables } from './render-workbook.ts';
import { sentCopy } from './sample-document.ts';
import { filled, form, identity, unit } from './xlsx/form/trial-form.ts';
import { writeFormWorkbook, writeTableWorkbook, type FormWorkbookInput } from './xlsx/index.ts';

it('makes the same bytes apart as here, each party in its turn, and goes on after a refusal', async () => {
  const withoutTables = { ...sentCopy, blocks: sentCopy.blocks.filter(({ kind }) => kind !== 'table') };
  const [pdf, refused, docx, again] = await Promise.allSettled([
    renderDocument(sentCopy, 'pdf', 'one'),
    renderDocument(withoutTables, 'xlsx', 'one'),
    renderDocument(sentCopy, 'docx', 'other'),
    renderDocument(sentCopy, 'pdf', 'other'),
  ]);
  if (pdf.status !== 'fulfilled' || docx.status !== 'fulfilled' || again.status !== 'fulfilled')
    throw new Error(JSON.stringify([pdf, docx, again]));
  expect(Buffer.from(pdf.value.bytes).equals(renderPdf(sentCopy))).toBe(true);
  // A document's parts bear the time at which they were packed.
  expect(docx.value.bytes.length).toBeCloseTo((await renderDocx(sentCopy)).length, -2);
  expect(Buffer.from(again.value.bytes).equals(pdf.value.bytes)).toBe(true);
  expect(refused).toMatchObject({ status: 'rejected', reason: new HuibaoError('report.no_tables') });
});

it('leaves the loop to everybody else meanwhile', async () => {
  await renderDocument(sentCopy, 'pdf', 'one');
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  const rendering = renderDocument(sentCopy, 'pdf', 'one').finally(() => {
    isDone = true;
  });
  count();
  await rendering;
  expect(turns).toBeGreaterThan(20);
});

it('refuses who has too many waiting, and makes the others', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 24 }, () => renderDocument(sentCopy, 'pdf', 'many')));
  const refused = asked.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const one of refused) expect(one).toMatchObject({ reason: new HuibaoError('document.busy') });
  expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(19);
});

/** Empty rows of a register are each given an id of their own. */
function partsOf(workbook: Uint8Array): readonly (readonly [string, string])[] {
  return Object.entries(unzipSync(workbook)).map(([name, part]) => [
    name,
    strFromU8(part).replaceAll(/new:[0-9a-f-]{36}/g, 'new'),
  ]);
}

it('makes workbooks of figures in the same way, with the same bytes, however long the pages take meanwhile', async () => {
  const cells = cellMap(filled);
  const input: FormWorkbookInput = { form, identity, locale: 'zh-CN', cells, lastYear: cells, unit };
  const numbers = Array.from({ length: 2000 }, (_, row) => ['第一小学', String(row), null]);
  const columns = (['text', 'number', 'text'] as const).map((kind) => ({ header: kind, kind }));
  const tables = { sheets: [{ name: '表', title: '汇总', columns, rows: numbers }] };
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  const [one, other] = await Promise.all([renderForm(input, '表一', 'one'), renderTables(tables, '汇总', 'other')]);
  clearInterval(turning);
  expect([one.name, other.name]).toEqual(['表一.xlsx', '汇总.xlsx']);
  expect(partsOf(one.bytes)).toEqual(partsOf(await writeFormWorkbook(input)));
  expect(Buffer.from(other.bytes).equals(await writeTableWorkbook(tables))).toBe(true);
  expect(turns).toBeGreaterThan(20);
  const asked = await Promise.allSettled(Array.from({ length: 40 }, () => renderTables(tables, 'x', 'many')));
  const busy = asked.filter((answer) => answer.status === 'rejected');
  expect(busy.length).toBeGreaterThan(0);
  for (const answer of busy) expect(answer).toMatchObject({ reason: new HuibaoError('document.busy') });
});
