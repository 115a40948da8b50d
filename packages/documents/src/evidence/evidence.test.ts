import { deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderDocx } from '../docx/index.ts';
import { renderPdf } from '../pdf/index.ts';
import { RefusedFile } from '../refused-file.ts';
import { sentCopy } from '../sample-document.ts';
import { writeTableWorkbook } from '../xlsx/index.ts';
import { bytesOf, hostileEvidence, jpegOf, officeOf, pdfOf, pngOf, webpOf } from './hostile-evidence.ts';
import { inspectEvidence } from './inspect-evidence.ts';
import { fileOf } from '../streamed-file.ts';
import { readEvidence, type EvidenceType } from './read-evidence.ts';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function verdictOn(bytes: Uint8Array): string {
  try {
    return inspectEvidence(bytes);
  } catch (error) {
    if (error instanceof RefusedFile) return error.code;
    throw error;
  }
}

describe('evidence that is what it seems', () => {
  it.each<readonly [string, EvidenceType, () => Uint8Array | Promise<Uint8Array>]>([
    ['a PNG', 'image/png', () => pngOf(4000, 3000)],
    ['a JPEG', 'image/jpeg', () => jpegOf(12_000, 9000)],
    ['a photograph with a second one behind', 'image/jpeg', () => Buffer.concat([jpegOf(4, 4), jpegOf(1, 1)])],
    ['a WebP', 'image/webp', () => webpOf(4000, 3000)],
    ['our PDF', 'application/pdf', () => renderPdf(sentCopy)],
    ['a PDF with packed objects', 'application/pdf', () => pdfOf(packed('1 0 <</Type/Pages>>'))],
    [
      'a PDF that opens at a page',
      'application/pdf',
      () => pdfOf('1 0 obj<</OpenAction[3 0 R/Fit]/URI(http://x)>>endobj'),
    ],
    ['our Word file', word, () => renderDocx(sentCopy)],
    ['our workbook', excel, () => writeTableWorkbook({ sheets: [{ name: '表', columns: [], rows: [] }] })],
    [
      'LibreOffice’s workbook',
      excel,
      () =>
        readFileSync(
          new URL('../../../services/src/submission/workbook/grids-saved-by-libreoffice.xlsx', import.meta.url),
        ),
    ],
    ['a Word file with web links and page numbers', word, () => officeOf('word', linked)],
    [
      'a Word file with a workbook behind its chart',
      word,
      () => officeOf('word', { 'word/embeddings/a.xlsx': officeOf('xl', {}) }),
    ],
    [
      'a workbook that speaks of a|b!',
      excel,
      () => officeOf('xl', { 'xl/worksheets/sheet1.xml': '<w><f>"ab|c!"&amp;A1</f></w>' }),
    ],
  ])('%s is taken as %s', async (_, type, make) => {
    expect(verdictOn(await make())).toBe(type);
  });
});

const packed = (objects: string): string =>
  `4 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n${deflateSync(bytesOf(objects)).toString('latin1')}\nendstream`;

const linked = {
  'word/document.xml':
    '<d><fldChar/><instrText> PAGE \\* MERGEFORMAT</instrText><fldChar/><t>DDEAUTO is a word</t></d>',
  'word/_rels/document.xml.rels': ['http://x/', 'mailto:a@b', 'file:///C:\\a.docx', 'annex.docx', '#mark']
    .map((to, n) => `<Relationship Id="r${n}" Type="x/hyperlink" TargetMode="External" Target="${to}"/>`)
    .reduce((all, one) => all + one, '<Relationships>')
    .concat('</Relationships>'),
};

describe('evidence that isn’t', () => {
  it.each(hostileEvidence().map(({ name, bytes, code }) => [name, code, bytes] as const))(
    '%s is refused: %s',
    (_, code, bytes) => {
      expect(verdictOn(bytes)).toBe(code);
    },
  );

  it.each([
    ['nothing', ''],
    ['SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!DOCTYPE html><script>alert(1)</script>'],
    ['HTML before a PDF', '<script></script>%PDF-1.7'],
    ['a program', 'MZ\x90\0'],
    ['an old Word file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['a GIF', 'GIF89a'],
  ])('%s is of no kind that is taken', async (_, text) => {
    await expect(readEvidence(fileOf(bytesOf(text)), 'a')).rejects.toMatchObject({ code: 'file.type_refused' });
  });

  it('is gone through by a process of its own', async () => {
    expect(await readEvidence(fileOf(pngOf(2, 2)), 'a')).toBe('image/png');
    const script = hostileEvidence().find(({ code }) => code === 'file.script');
    await expect(readEvidence(fileOf(script?.bytes ?? Buffer.alloc(0)), 'a')).rejects.toMatchObject({
      code: 'file.script',
    });
  });
});
