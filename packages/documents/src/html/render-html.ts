import type { OfficialBlock, OfficialDocument, OfficialRun } from '@huibao/domain';
import { officialDate } from '@huibao/domain';
import { escapeXml } from '../escape-xml.ts';
import { laidTable, type LaidCell } from '../table-cells.ts';

/**
 * The document as the inside of an `<article>`: headings, paragraphs and tables, every text escaped. A figure is a
 * `<span data-figure="id">`; it holds no script, style, link or image.
 */
export function renderHtml(document: OfficialDocument): string {
  return [
    document.watermark === '' ? '' : `<p class="official-watermark">${escapeXml(document.watermark)}</p>`,
    renderHead(document),
    `<h1 class="official-title">${document.title.map(escapeXml).join('<br>')}</h1>`,
    document.addressee === '' ? '' : `<p class="official-addressee">${escapeXml(document.addressee)}：</p>`,
    ...document.blocks.map(renderBlock),
    renderSignature(document),
    document.note === '' ? '' : `<p class="official-note">${escapeXml(document.note)}</p>`,
    renderImprint(document),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function renderHead({ head }: OfficialDocument): string {
  if (!head) return '';
  const signer =
    head.signer === '' ? '' : `<p class="official-signer">签发人：<span>${escapeXml(head.signer)}</span></p>`;
  return `<header class="official-head"><p class="official-mark">${escapeXml(head.issuer)}</p><p class="official-number">${escapeXml(head.number)}</p>${signer}</header>`;
}

function renderBlock(block: OfficialBlock): string {
  switch (block.kind) {
    case 'heading': {
      // The title is h1; 一、 is h2.
      const tag = `h${block.level + 1}`;
      return `<${tag}>${renderRuns(block.runs)}</${tag}>`;
    }
    case 'paragraph':
      return `<p>${renderRuns(block.runs)}</p>`;
    case 'tableTitle':
      return `<p class="official-table-title">${renderRuns(block.runs)}</p>`;
    case 'table': {
      const { head, body, numeric, isDense } = laidTable(block);
      const renderOwn = (cell: LaidCell): string => renderCell(cell, numeric[cell.column] === true);
      const rowsOf = (rows: readonly (readonly LaidCell[])[], renderCell: (cell: LaidCell) => string): string =>
        rows.map((row) => `<tr>${row.map(renderCell).join('')}</tr>`).join('');
      const heads = head.length === 0 ? '' : `<thead>${rowsOf(head, renderHeadCell)}</thead>`;
      const lines = body.map(({ cells, isHead }) => rowsOf([cells], isHead ? renderHeadCell : renderOwn)).join('');
      return `<table${isDense ? ' class="dense"' : ''}>${heads}<tbody>${lines}</tbody></table>`;
    }
  }
}

function renderHeadCell(cell: LaidCell): string {
  return `<th scope="${cell.columns > 1 ? 'colgroup' : 'col'}"${spans(cell)}>${inLines(cell.text)}</th>`;
}

function renderCell(cell: LaidCell, isNumber: boolean): string {
  return `<td${isNumber ? ' class="number"' : ''}${spans(cell)}>${inLines(cell.text)}</td>`;
}

function spans({ columns, rows }: LaidCell): string {
  return `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
}

/** The lines of a table's cell. */
function inLines(text: string): string {
  return text.split('\n').map(escapeXml).join('<br>');
}

function renderRuns(runs: readonly OfficialRun[]): string {
  return runs
    .map(({ text, figureId }) =>
      figureId === undefined ? escapeXml(text) : `<span data-figure="${escapeXml(figureId)}">${escapeXml(text)}</span>`,
    )
    .join('');
}

function renderSignature({ issuer, date }: OfficialDocument): string {
  const lines = [
    issuer === '' ? '' : `<p>${escapeXml(issuer)}</p>`,
    date === null ? '' : `<p><time datetime="${escapeXml(date)}">${escapeXml(officialDate(date))}</time></p>`,
  ].join('');
  return lines === '' ? '' : `<footer class="official-signature">${lines}</footer>`;
}

function renderImprint({ imprint }: OfficialDocument): string {
  if (!imprint) return '';
  const copies = imprint.copies.length === 0 ? '' : `<p>抄送：${imprint.copies.map(escapeXml).join('，')}。</p>`;
  const date = imprint.date === null ? '' : `<span>${escapeXml(officialDate(imprint.date))}印发</span>`;
  return `<footer class="official-imprint">${copies}<p><span>${escapeXml(imprint.issuer)}</span>${date}</p></footer>`;
}
