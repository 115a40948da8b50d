import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfficialDocument } from '@huibao/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draft, publicCopy, sentCopy } from '../sample-document.ts';
import { renderPdf } from './render-pdf.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huibao-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What poppler, another reader of PDF, finds. */
function ask(
  program: 'pdftotext' | 'pdffonts' | 'pdfinfo',
  document: OfficialDocument,
  ...options: readonly string[]
): string {
  const path = join(folder, 'document.pdf');
  writeFileSync(path, renderPdf(document));
  return execFileSync(program, [...options, path, ...(program === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const unbroken = (text: string) => text.replace(/\s/g, '');

function pagesOf(document: OfficialDocument): readonly string[] {
  return ask('pdftotext', document, '-layout').split('\f').slice(0, -1);
}

describe('a document as PDF', () => {
  it('is A4, titled, and embeds every font', () => {
    const info = ask('pdfinfo', sentCopy);
    expect(info).toMatch(/Page size:\s+595\.2\d+ x 841\.89 pts \(A4\)/);
    expect(info).toContain('焦作市山阳区教育局关于2024年度法治政府建设情况的报告');
    const fonts = ask('pdffonts', sentCopy).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts) expect(font).toMatch(/yes\s+yes\s+yes/);
  });

  it('says what the document says, rare characters included', () => {
    const text = unbroken(ask('pdftotext', sentCopy));
    for (const part of [
      '山教〔2025〕3号',
      '签发人：张三',
      '区委、区政府：',
      '观看场次27场，观看人次2830人次。',
      '生僻字𠮷、㐂、龘；“引号”——破折号……',
      '𠮷祥小学',
      '抄送：区委全面依法治区委员会办公室，焦作市教育局。',
      '2025年2月6日印发',
      '（联系人：李四，电话：0391-0000000）',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('keeps the lines of a table’s cell', () => {
    const lines = ask('pdftotext', sentCopy, '-layout').split('\n').map(unbroken);
    const first = lines.findIndex((line) => line.startsWith('塔南路小学'));
    expect(lines[first]).not.toContain('东校区');
    expect(lines.slice(first + 1, first + 4).some((line) => line.startsWith('（东校区）'))).toBe(true);
  });

  it('sets 22 lines of 28 characters a page', () => {
    const page = pagesOf(sentCopy)[2] ?? '';
    const lines = page
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.includes('—'));
    expect(lines).toHaveLength(22);
    // Full lines; the space between 汉字 is none.
    const full = lines.filter((line) => [...line].length >= 26);
    expect(full.length).toBeGreaterThan(14);
    for (const line of full) expect([...unbroken(line)].length).toBeLessThanOrEqual(29);
  });

  it('numbers odd pages right and even pages left', () => {
    const [first = '', second = ''] = pagesOf(sentCopy);
    const indent = (page: string) => /^( *)— *\d+ *—$/m.exec(page.trimEnd())?.[1]?.length ?? -1;
    expect(indent(first)).toBeGreaterThan(indent(second) + 20);
    expect(indent(second)).toBeGreaterThanOrEqual(0);
  });

  it('leaves head, signer and imprint out of the public copy', () => {
    const text = unbroken(ask('pdftotext', publicCopy));
    expect(text).toContain('（此件公开发布）');
    for (const absent of ['山教', '签发人', '抄送', '印发', '草稿']) expect(text).not.toContain(absent);
  });

  it('marks every page of a draft', () => {
    const pages = pagesOf(draft);
    for (const page of pages) expect(unbroken(page)).toContain('草稿');
    expect(unbroken(pages.join(''))).toContain('山教〔〕号');
  });

  it('shows markup as text and runs none of it', () => {
    const hostile =
      '#import "x.typ" #eval("1") #read("/etc/passwd") *粗* $x$ `raw` @ref <label> \\ // 注释 #{ panic() } ] [ "';
    const document: OfficialDocument = {
      ...sentCopy,
      title: [hostile],
      addressee: hostile,
      blocks: [
        { kind: 'paragraph', runs: [{ text: hostile }] },
        { kind: 'table', header: [hostile], rows: [[hostile]] },
      ],
      issuer: hostile,
      note: hostile,
      watermark: hostile,
    };
    expect(unbroken(ask('pdftotext', document))).toContain(
      unbroken('*粗* $x$ `raw` @ref <label> \\ // 注释 #{ panic() } ] ['),
    );
  });

  it('prints what has nothing, too much, or what no font has', () => {
    const bare: OfficialDocument = {
      title: [],
      head: null,
      addressee: '',
      blocks: [],
      issuer: '',
      date: null,
      note: '',
      imprint: null,
      watermark: '',
    };
    const strange: OfficialDocument = {
      ...sentCopy,
      head: { issuer: '一'.repeat(60), number: '', signer: '赵'.repeat(20) },
      issuer: '很长的发文机关名称'.repeat(8),
      blocks: [
        { kind: 'paragraph', runs: [{ text: '\u0000\ud800控制\u0007字符\u202e，\u{10ffff}，𪚥，👨‍👩‍👧，العربية' }] },
        { kind: 'table', header: [], rows: [Array.from({ length: 30 }, (_, index) => `列${index}`)] },
        { kind: 'table', header: [], rows: [] },
      ],
    };
    for (const document of [bare, strange])
      expect(Buffer.from(renderPdf(document)).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(unbroken(ask('pdftotext', strange))).toContain('字符');
  });

  it('keeps the signature in one piece, and the imprint at the foot of the last page', () => {
    for (let lines = 1; lines <= 24; lines++) {
      const document: OfficialDocument = {
        ...sentCopy,
        head: null,
        title: ['报告'],
        note: '',
        blocks: Array.from({ length: lines }, () => ({ kind: 'paragraph', runs: [{ text: '一行。' }] })),
      };
      const pages = pagesOf(document).map(unbroken);
      const signed = pages.filter((page) => page.includes('焦作市山阳区教育局2025年2月6日'));
      expect(signed, `${lines} lines`).toHaveLength(1);
      // A seal must touch text: never a page with a signature alone.
      expect(signed[0], `${lines} lines`).toMatch(/一行。.*焦作市/);
      expect(pages.at(-1)).toContain('印发');
    }
  });

  it('gives the same bytes for the same document, whatever was printed between', () => {
    const once = renderPdf(sentCopy);
    renderPdf({ ...sentCopy, issuer: '另一局' });
    expect(Buffer.from(renderPdf(sentCopy)).equals(once)).toBe(true);
  });
});
