import { unzipSync } from 'fflate';
import { zipFiles } from '../zip-files.ts';
import { alternatives } from './typography.ts';

/**
 * What the library can't write: other names of the office fonts for machines without them, and paragraphs that don't
 * snap to the grid (LibreOffice gives a 22 pt line two of its rows) nor widen between 汉字 and digits.
 */
export function finishDocx(docx: Uint8Array): Uint8Array {
  const files = unzipSync(docx);
  for (const [name, change] of Object.entries(changes)) {
    const written = files[name];
    if (!written) throw new Error(`the docx library no longer writes ${name}`);
    files[name] = Buffer.from(change(Buffer.from(written).toString('utf8')), 'utf8');
  }
  return zipFiles(files);
}

const changes: Readonly<Record<string, (xml: string) => string>> = {
  'word/fontTable.xml': (xml) => {
    const fonts = [...alternatives]
      .map(
        ([name, others]) => `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/></w:font>`,
      )
      .join('');
    return xml.endsWith('/>')
      ? xml.replace(/\/>$/, `>${fonts}</w:fonts>`)
      : replaceOnce(xml, '</w:fonts>', `${fonts}</w:fonts>`);
  },
  'word/styles.xml': (xml) =>
    replaceOnce(
      xml,
      '<w:pPrDefault><w:pPr>',
      '<w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>',
    ),
};

function replaceOnce(xml: string, from: string, to: string): string {
  if (!xml.includes(from)) throw new Error(`the docx library no longer writes ${from}`);
  return xml.replace(from, to);
}
