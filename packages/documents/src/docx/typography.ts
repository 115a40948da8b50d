import type { IParagraphOptions, IRunOptions } from 'docx';
import { AlignmentType, LineRuleType } from 'docx';

/** Twips (1/20 pt): what Word measures in. */
export const millimetres = (length: number): number => Math.round((length / 25.4) * 1440);

/** 16 pt characters set 0.25 pt closer, on a pitch of 28.95 pt: 22 lines of 28 characters in 156 × 225 mm. */
export const tracking = -5;
export const character = 16 * 20 + tracking;
export const pitch = 579;
export const areaWidth = millimetres(156);

/** Fonts of every office in China. The reader's machine has them; the file only names them. */
const fonts = {
  仿宋: '仿宋_GB2312',
  楷体: '楷体_GB2312',
  黑体: '黑体',
  小标宋: '方正小标宋简体',
  宋体: '宋体',
} as const;
export type Face = keyof typeof fonts;

/** Where the first name isn't installed: Windows since Vista, WPS and macOS have these. */
export const alternatives: ReadonlyMap<string, string> = new Map([
  ['仿宋_GB2312', '仿宋,FangSong,STFangsong,华文仿宋'],
  ['楷体_GB2312', '楷体,KaiTi,STKaiti,华文楷体'],
  ['黑体', 'SimHei,STHeiti,华文黑体'],
  ['方正小标宋简体', '方正小标宋_GBK,小标宋,华文中宋,STZhongsong'],
  ['宋体', 'SimSun,STSong,华文宋体'],
]);

/** `size` in points. The hint makes “”—… those of the Chinese font. */
export function face(
  name: Face,
  size = 16,
  spacing = tracking,
): Pick<IRunOptions, 'font' | 'size' | 'characterSpacing'> {
  const font = fonts[name];
  return {
    font: { ascii: font, hAnsi: font, eastAsia: font, cs: font, hint: 'eastAsia' },
    size: size * 2,
    characterSpacing: spacing,
  };
}

export const onGrid = { line: pitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

export const bodyParagraph: Pick<IParagraphOptions, 'spacing' | 'indent' | 'alignment' | 'widowControl'> = {
  spacing: onGrid,
  indent: { firstLine: 2 * character, firstLineChars: 200 },
  alignment: AlignmentType.BOTH,
  widowControl: false,
};

export const flushParagraph: Pick<IParagraphOptions, 'spacing' | 'widowControl'> = {
  spacing: onGrid,
  widowControl: false,
};
