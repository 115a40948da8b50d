import type { OfficialDocument } from '@huibao/domain';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { draft, publicCopy, sentCopy } from '../sample-document.ts';
import { readXml } from '../xlsx/xml/read-xml.ts';
import { renderDocx } from './render-docx.ts';

async function partsOf(document: OfficialDocument): Promise<ReadonlyMap<string, string>> {
  const files = unzipSync(await renderDocx(document));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Texts by paragraph, read as XML. */
function paragraphsOf(xml: string): readonly string[] {
  const paragraphs: string[] = [];
  let text = '';
  let isText = false;
  readXml(Buffer.from(xml), {
    open: (name) => {
      if (name === 'p') text = '';
      else if (name === 'tab') text += '\t';
      isText = name === 't';
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 'p') paragraphs.push(text);
      isText = false;
    },
  });
  return paragraphs;
}

describe('a document as DOCX', () => {
  it('says what the document says, paragraph by paragraph', async () => {
    const body = paragraphsOf((await partsOf(sentCopy)).get('word/document.xml') ?? '');
    for (const line of [
      '焦作市山阳区教育局文件',
      '焦作市山阳区教育局关于',
      '区委、区政府：',
      '一、主要举措和成效',
      '观看场次27场，观看人次2830人次。',
      '生僻字𠮷、㐂、龘；“引号”——破折号……',
      '𠮷祥小学',
      '塔南路小学',
      '（东校区）',
      '2025年2月6日',
      '抄送：区委全面依法治区委员会办公室，焦作市教育局。',
    ]) {
      expect(body).toContain(line);
    }
  });

  it('has the page, the grid, the line height and the character spacing of the norm', async () => {
    const xml = (await partsOf(sentCopy)).get('word/document.xml') ?? '';
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar [^>]*w:top="2098"[^>]*w:right="1474"[^>]*w:bottom="1984"[^>]*w:left="1587"/);
    expect(xml).toContain('w:linePitch="579"');
    expect(xml).toMatch(/<w:spacing [^>]*w:line="579" w:lineRule="exact"/);
    expect(xml).toContain('w:firstLineChars="200"');
    expect(xml).toContain('<w:spacing w:val="-5"/>');
  });

  it('names the office fonts and their stand-ins, and tells odd pages from even ones', async () => {
    const parts = await partsOf(sentCopy);
    for (const font of ['仿宋_GB2312', '楷体_GB2312', '黑体', '方正小标宋简体']) {
      expect(parts.get('word/document.xml')).toContain(`w:eastAsia="${font}"`);
      expect(parts.get('word/fontTable.xml')).toContain(`<w:font w:name="${font}"><w:altName`);
    }
    expect(parts.get('word/settings.xml')).toContain('w:evenAndOddHeaders');
    const footers = [...parts].filter(([name]) => /footer\d\.xml$/.test(name)).map(([, xml]) => xml);
    expect(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right']);
    for (const footer of footers) expect(footer).toContain('PAGE');
  });

  it('keeps tables inside the type area of 156 mm', async () => {
    const xml = (await partsOf(sentCopy)).get('word/document.xml') ?? '';
    for (const [grid] of xml.matchAll(/<w:tblGrid>.*?<\/w:tblGrid>/g)) {
      const width = [...grid.matchAll(/w:w="(\d+)"/g)].reduce((sum, [, column]) => sum + Number(column), 0);
      expect(width).toBeLessThanOrEqual(8844);
      expect(width).toBeGreaterThan(8800);
    }
  });

  it('leaves the head out of the public copy and marks a draft', async () => {
    const open = paragraphsOf((await partsOf(publicCopy)).get('word/document.xml') ?? '').join('\n');
    for (const absent of ['文件', '签发人', '抄送']) expect(open).not.toContain(absent);
    const headers = [...(await partsOf(draft))].filter(([name]) => /header\d\.xml$/.test(name));
    expect(headers).toHaveLength(2);
    for (const [, xml] of headers) expect(paragraphsOf(xml)).toContain('草稿');
  });

  it('stays well-formed whatever the text holds', async () => {
    const hostile = '<w:p/>&amp;]]>\u0000\u0007\ud800𠮷\ufffe"\'';
    const parts = await partsOf({
      ...sentCopy,
      title: [hostile],
      issuer: hostile,
      blocks: [
        { kind: 'paragraph', runs: [{ text: hostile }] },
        { kind: 'table', header: [hostile], rows: [[hostile]] },
      ],
    });
    for (const [name, xml] of parts) if (/\.(xml|rels)$/.test(name)) readXml(Buffer.from(xml), {});
    expect(paragraphsOf(parts.get('word/document.xml') ?? '')).toContain('<w:p/>&amp;]]>\ufffd𠮷"\'');
  });
});
