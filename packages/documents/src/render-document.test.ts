import { HuibaoError } from '@huibao/domain';
import { expect, it } from 'vitest';
import { renderDocx } from './docx/index.ts';
import { renderPdf } from './pdf/index.ts';
import { renderDocument } from './render-document.ts';
import { sentCopy } from './sample-document.ts';

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
