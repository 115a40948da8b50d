import { describe, expect, it } from 'vitest';
import { renderDocx } from './docx/index.ts';
import { renderPdf } from './pdf/index.ts';
import { sentCopy } from './sample-document.ts';
import { sniffFile } from './sniff-file.ts';
import { writeTableWorkbook } from './xlsx/index.ts';
import { zipFiles } from './zip-files.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const zipOf = (...names: readonly string[]) => zipFiles(Object.fromEntries(names.map((name) => [name, bytes('x')])));

describe('the type of an evidence file', () => {
  it('is told by its bytes', async () => {
    expect(sniffFile(bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'))).toBe('image/png');
    expect(sniffFile(bytes('\xff\xd8\xff\xe0\0\x10JFIF'))).toBe('image/jpeg');
    expect(sniffFile(bytes('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(sniffFile(renderPdf(sentCopy))).toBe('application/pdf');
    expect(sniffFile(await renderDocx(sentCopy))).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    expect(sniffFile(await writeTableWorkbook({ sheets: [{ name: '表', columns: [], rows: [] }] }))).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
  });

  it.each([
    ['nothing', bytes('')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['SVG with a prolog', bytes('<?xml version="1.0"?><svg/>')],
    ['HTML', bytes('<!DOCTYPE html><script>alert(1)</script>')],
    ['HTML before a PDF', bytes('<script></script>%PDF-1.7')],
    ['a program', bytes('MZ\x90\0')],
    ['an old Word file', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['a GIF', bytes('GIF89a')],
    ['any zip', zipOf('a.txt')],
    ['a workbook with macros', zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin')],
    ['a zip that climbs out', zipOf('[Content_Types].xml', 'word/document.xml', '../x')],
    ['a truncated workbook', zipOf('[Content_Types].xml', 'xl/workbook.xml').subarray(0, 60)],
  ])('%s is refused', (_, file) => {
    expect(sniffFile(file)).toBeNull();
  });
});
