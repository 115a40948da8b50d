import { officialDate } from './document.ts';

/**
 * Wording that the form of a Chinese official document (公文, GB/T 9704-2012 and 党政机关公文处理工作条例) fixes. It is part of
 * the document, not of the screens: a report is in Chinese whatever language its author works in, so
 * it isn't translated.
 */
export const officialWording = {
  /** Ends a 报告 that is sent up. */
  closing: '特此报告。',
  /** 附注 of the copy for the public. */
  publicNote: '（此件公开发布）',
  /** In place of a number that would point at persons: 若干人. */
  hiddenCount: '若干',
  /** Across what isn't issued. */
  draft: '草稿',
  /** Whose case it is, where its school isn't named: by what its name says that it is. */
  anonymousKinds: [
    ['幼儿园', '某幼儿园'],
    ['特殊教育学校', '某特殊教育学校'],
    ['小学', '某小学'],
    ['中学', '某中学'],
    ['学校', '某学校'],
    ['股', '某股室'],
    ['科', '某科室'],
  ],
  anonymousUnit: '某单位',
  /** What a school's name says of its kind, or where it lies, and many others' do as well: it names none by itself. */
  commonInNames:
    /^(?:第?[一二三四五六七八九十]+|实验|中心|附属|直属|机关|双语|外国语|民办|公办|九年一贯制|初级|高级|完全|职业|技术|特殊教育|省|市|区|县|镇|乡|村|街|路)*(?:学校|小学|中学|高中|初中|幼儿园|股|科|室)$/u,
} as const;

/** Heads of a table whose columns are the periods of the year. */
export const headsOfPeriods = { item: '项目', year: '全年' } as const;

/** How a table says what a line counts: 安全检查（次）. */
export function withMeasure(words: string, unit: string): string {
  return unit === '' ? words : `${words}（${unit}）`;
}

/** 发文机关标志. */
export function letterhead(issuer: string): string {
  return `${issuer}文件`;
}

/** 印发机关, in the 版记. */
export function officeOf(shortName: string): string {
  return `${shortName}办公室`;
}

/** 山教〔2025〕: what the numbers of an issuer's documents of one year begin with. */
export function numberSeries(prefix: string, year: string): string {
  return `${prefix}〔${year}〕`;
}

/** 山教〔2025〕3号: no leading zero, no 第. */
export function documentNumber(series: string, sequence: number): string {
  return `${series}${sequence}号`;
}

/** 山教〔　　〕　号: the place of a number not yet given. */
export function blankNumber(prefix: string): string {
  return `${prefix}〔　　〕　号`;
}

/** 山教〔2025〕3号 → series 山教〔2025〕, sequence 3; undefined for what is no document number. */
export function parseNumber(number: string): { readonly series: string; readonly sequence: number } | undefined {
  const match = /^(.*〕)(\d+)号$/u.exec(number);
  return match?.[1] === undefined ? undefined : { series: match[1], sequence: Number(match[2]) };
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一是…。…。: one item (from 0) of a list in running text, its sentences ended. */
export function listedItem(index: number, sentences: readonly string[]): string {
  return `${numerals[index] ?? String(index + 1)}是${sentences.map(ended).join('')}`;
}

function ended(sentence: string): string {
  return sentence === '' || /[。！？；]$/u.test(sentence) ? sentence : `${sentence}。`;
}

/** Who owed something for a term, or for the year, and gave nothing or not all of it. */
export interface Absence {
  /** 秋季学期; null for the whole year (bureaus below). */
  readonly term: string | null;
  /** How many owed. */
  readonly owed: number;
  readonly missing: readonly {
    readonly name: string;
    /** Titles of what is missing; none where everything is. */
    readonly forms: readonly string[];
  }[];
  /** Bureaus below, whose reports weren't received: never sent, not yet looked at, or returned. */
  readonly isBelow?: true;
}

/** 秋季学期应报25个单位，已报22个；墙南小学、东环小学、解放小学未报送，文中数据不含…: how far the figures of a report go. */
export function absenceNote({ term, owed, missing, isBelow }: Absence): string {
  const names = missing.map(({ name, forms }) =>
    forms.length === 0 ? name : `${name}（${forms.map((form) => `《${form}》`).join('')}）`,
  );
  const place = term ?? '全年';
  if (isBelow)
    return `数据说明：${place}应报送${owed}个单位，已报送并接收${owed - missing.length}个；截至定稿，${names.join('、')}等${missing.length}个单位未报送或未经接收，文中有关数据不含上述单位的内容。`;
  return `数据说明：${place}应报送${owed}个单位，报送齐全${owed - missing.length}个；截至定稿，${names.join('、')}等${missing.length}个单位未报送或未报全，文中有关数据不含上述未报送的内容。`;
}

/** By what a published report was superseded. */
export interface Successor {
  readonly number: string;
  /** ISO date. */
  readonly publishedOn: string;
  readonly address: string;
}

/** On every page of a published report that a later one supersedes. */
export function supersededNote({ number, publishedOn, address }: Successor): string {
  return `本报告已于${officialDate(publishedOn)}更正，以${number}为准：${address}`;
}
