import { escapeXml } from '../../escape-xml.ts';
import type { CellStyle } from './model.ts';

const fonts = {
  normal: '<sz val="11"/>',
  bold: '<b/><sz val="11"/>',
  title: '<b/><sz val="16"/>',
  faint: '<sz val="10"/><color rgb="FF6B7280"/>',
} as const;
const fills = {
  head: 'FFE8EEF7',
  section: 'FFF3F6FB',
  input: 'FFFFFFFF',
  calculated: 'FFEDEDED',
  locked: 'FFF7F7F7',
} as const;
/** Ids below 164 are built in; `@` is 49. */
const firstCustomFormat = 164;

/** Gathers the styles of a workbook and writes them as `xl/styles.xml`. */
export class StyleTable {
  readonly #ids = new Map<string, number>();
  readonly #styles: { readonly style: CellStyle; readonly isQuoted: boolean }[] = [];
  readonly #formats: string[] = [];

  constructor() {
    this.idOf({}, false);
  }

  /** `isQuoted`: shown with a leading apostrophe when edited, so that a text stays one. */
  idOf(style: CellStyle, isQuoted: boolean): number {
    const key = JSON.stringify([
      style.font,
      style.fill,
      style.format,
      style.align,
      style.isWrapped,
      style.isBordered,
      style.isUnlocked,
      isQuoted,
    ]);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#styles.length;
    this.#ids.set(key, id);
    this.#styles.push({ style, isQuoted });
    return id;
  }

  toXml(): string {
    const fontNames = Object.keys(fonts) as (keyof typeof fonts)[];
    const fillNames = Object.keys(fills) as (keyof typeof fills)[];
    const xfs = this.#styles.map(({ style, isQuoted }) => {
      const alignment = `<alignment vertical="center"${style.align ? ` horizontal="${style.align}"` : ''}${style.isWrapped ? ' wrapText="1"' : ''}/>`;
      const fill = style.fill ? fillNames.indexOf(style.fill) + 2 : 0;
      return `<xf numFmtId="${this.#formatId(style.format)}" fontId="${fontNames.indexOf(style.font ?? 'normal')}" fillId="${fill}" borderId="${style.isBordered ? 1 : 0}" xfId="0"${isQuoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">${alignment}<protection locked="${style.isUnlocked ? 0 : 1}"/></xf>`;
    });
    const edge = (name: string) => `<${name} style="thin"><color rgb="FFBFC7D5"/></${name}>`;
    const numFmts = this.#formats.map(
      (format, index) => `<numFmt numFmtId="${firstCustomFormat + index}" formatCode="${escapeXml(format)}"/>`,
    );
    return (
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (numFmts.length > 0 ? `<numFmts count="${numFmts.length}">${numFmts.join('')}</numFmts>` : '') +
      `<fonts count="${fontNames.length}">${fontNames.map((name) => `<font>${fonts[name]}<name val="等线"/><family val="2"/><charset val="134"/></font>`).join('')}</fonts>` +
      `<fills count="${fillNames.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fillNames.map((name) => `<fill><patternFill patternType="solid"><fgColor rgb="${fills[name]}"/><bgColor indexed="64"/></patternFill></fill>`).join('')}</fills>` +
      `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }

  #formatId(format: string | undefined): number {
    if (format === undefined) return 0;
    if (format === '@') return 49;
    const known = this.#formats.indexOf(format);
    if (known >= 0) return firstCustomFormat + known;
    this.#formats.push(format);
    return firstCustomFormat + this.#formats.length - 1;
  }
}
