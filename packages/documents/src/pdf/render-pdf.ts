import { readFileSync } from 'node:fs';
import type { OfficialBlock, OfficialDocument } from '@huibao/domain';
import { officialDate } from '@huibao/domain';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { printableDocument } from '../printable-document.ts';
import { laidTable } from '../table-cells.ts';
import { loadFonts } from './load-fonts.ts';

interface Renderer {
  readonly compiler: NodeCompiler;
  readonly template: string;
}

let renderer: Renderer | undefined;

/** Fonts take 60 MB and half a second to read: once per process, and only in one that prints. */
function getRenderer(): Renderer {
  renderer ??= {
    compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: loadFonts() }] }),
    template: readFileSync(new URL('./official-document.typ', import.meta.url), 'utf8'),
  };
  return renderer;
}

/** Typst memoizes what it lays out; results unused for so many documents are dropped. */
const keptGenerations = 5;

/**
 * The document as A4 pages by GB/T 9704-2012, fonts embedded. Synchronous: tens of milliseconds once the fonts are
 * read. The same document gives the same bytes.
 */
export function renderPdf(document: OfficialDocument): Uint8Array {
  const { compiler, template } = getRenderer();
  const compiled = compiler.compile({
    mainFileContent: template,
    inputs: { document: JSON.stringify(forTemplate(document)) },
  });
  const result = compiled.result;
  if (!result) {
    throw new Error(`Typst refused the template: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  }
  const pdf = compiler.pdf(result);
  compiler.evictCache(keptGenerations);
  return pdf;
}

function forTemplate(given: OfficialDocument): object {
  const document = printableDocument(given);
  const dateOf = (date: string | null) => (date === null ? null : officialDate(date));
  return {
    ...document,
    date: dateOf(document.date),
    imprint: document.imprint && { ...document.imprint, date: dateOf(document.imprint.date) },
    blocks: document.blocks.map(blockForTemplate),
  };
}

function blockForTemplate(block: OfficialBlock): object {
  if (block.kind !== 'table') return block;
  const { head, body, ...columns } = laidTable(block);
  return {
    kind: block.kind,
    ...columns,
    head: head.flat(),
    body: body.flatMap(({ cells, isHead }) => cells.map((cell) => ({ ...cell, isHead }))),
  };
}
