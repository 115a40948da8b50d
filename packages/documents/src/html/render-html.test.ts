import { describe, expect, it } from 'vitest';
import { publicCopy, sentCopy } from '../sample-document.ts';
import { renderHtml } from './render-html.ts';

describe('a document as HTML', () => {
  it('is headings, paragraphs and tables, with the figures marked', () => {
    const html = renderHtml(sentCopy);
    expect(html).toContain('<h1 class="official-title">焦作市山阳区教育局关于<br>2024年度法治政府建设情况的报告</h1>');
    expect(html).toContain('<h2>一、主要举措和成效</h2>');
    expect(html).toContain(
      '<p>观看场次<span data-figure="figure-1">27</span>场，观看人次<span data-figure="figure-2">2830人次</span>。</p>',
    );
    expect(html).toContain('<th scope="col">覆盖率</th>');
    expect(html).toContain('<td>塔南路小学<br>（东校区）</td>');
    expect(html).toContain('<time datetime="2025-02-06">2025年2月6日</time>');
    expect(html).toContain('𠮷、㐂');
    expect(renderHtml(publicCopy)).not.toMatch(/official-head|official-imprint|official-watermark/);
  });

  it('escapes every text and attribute', () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='x'>&`;
    const html = renderHtml({
      title: [hostile],
      head: { issuer: hostile, number: hostile, signer: hostile },
      addressee: hostile,
      issuer: hostile,
      date: hostile,
      note: hostile,
      watermark: hostile,
      blocks: [
        { kind: 'heading', level: 1, runs: [{ text: hostile, figureId: hostile }] },
        { kind: 'paragraph', runs: [{ text: hostile }] },
        { kind: 'table', header: [hostile], rows: [[hostile]] },
      ],
      imprint: { copies: [hostile], issuer: hostile, date: null },
    });
    const tags = new Set([...html.matchAll(/<([a-z]\w*)/gi)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(
      ['br', 'footer', 'h1', 'h2', 'header', 'p', 'span', 'table', 'tbody', 'td', 'th', 'thead', 'time', 'tr']
        .filter((tag) => tag !== 'br')
        .sort(),
    );
    expect(html).not.toContain(`'`);
  });
});
