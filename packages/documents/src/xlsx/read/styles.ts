import { readXml } from '../xml/read-xml.ts';

export type NumberKind = 'number' | 'percent' | 'date';

/** What the number format of each cell style shows, by the style's index. */
export function readStyles(styles: Buffer): readonly NumberKind[] {
  const formats = new Map<string, string>();
  const kinds: NumberKind[] = [];
  let isCellFormats = false;
  readXml(styles, {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? '');
      else if (name === 'cellXfs') isCellFormats = true;
      else if (name === 'xf' && isCellFormats) {
        const id = attributes.get('numFmtId') ?? '0';
        const code = formats.get(id);
        kinds.push(code === undefined ? builtinKind(Number(id)) : kindOfFormat(code));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return kinds;
}

/** Ids 27–36 and 50–58 are the dates of Chinese, Japanese and Korean versions. */
function builtinKind(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? 'date' : 'number';
}

/** By the first section, without quoted texts, colours, conditions and escaped or padding characters. */
function kindOfFormat(code: string): NumberKind {
  const [first = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  if (/general/i.test(first)) return 'number';
  if (first.includes('%')) return 'percent';
  return /[ymdhs]/i.test(first) ? 'date' : 'number';
}
