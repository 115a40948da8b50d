import { readFileSync } from 'node:fs';
import {
  columnCode,
  newRowKey,
  registersOf,
  type BlockNode,
  type Cell,
  type FormDefinition,
  type IndicatorDefinition,
} from '@huibao/domain';
import type { AddedParts } from '@huibao/domain/additions';
import { writtenLine } from './written-line.ts';

/** What a form's period is answered with: a value, values by option, or a register's rows; null: it isn't handed in. */
export type GivenAnswers = Readonly<
  Record<string, string | Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[]>
>;

/** A paragraph of a section as it is typed, the title above a table, or the tables of a form's section. */
export type TypedBlock = string | { readonly title: string } | { readonly tablesOf: string };

/**
 * A report that nobody published, in the manner of those that are (`domain.md`): whose it is, what the office asks
 * beyond the programme, what its schools and sections answer by period, and which figures its reader finds in which
 * words. Its text as its reader has it stands beside it as `.txt`.
 */
export interface InventedReport {
  readonly office: { readonly name: string; readonly prefix: string; readonly addressees: readonly string[] };
  /** A school where it has a type, else a section (股室). */
  readonly units: readonly { readonly name: string; readonly schoolType?: string; readonly sectionCode?: string }[];
  /** By a code that forms ask for, the section that answers. */
  readonly answersFor: Readonly<Record<string, string>>;
  /** Of the library, what the office switches on. */
  readonly parts: readonly string[];
  readonly additions: Pick<AddedParts, 'askedSections' | 'unitGroups' | 'forms' | 'indicatorGroups'> & {
    /** Sums over reporters, and shares of two of them. */
    readonly totals: readonly OwnTotal[];
    readonly sections: readonly OwnSection[];
    /** Words of the programme’s report, and what this office says instead. */
    readonly wordings: readonly {
      readonly section: string;
      readonly block: string;
      readonly find: string;
      readonly put: string;
    }[];
  };
  /** By unit and form, period by period. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, readonly (GivenAnswers | null)[]>>>>;
  /** Paragraphs that its editor writes at the end of a section. */
  readonly written: readonly { readonly section: string; readonly words: string }[];
  readonly ledger: readonly {
    readonly kind: 'shortcoming' | 'plan';
    readonly title: string;
    readonly detail: string;
    readonly owner: string;
  }[];
  readonly figures: readonly InventedFigure[];
}

interface OwnTotal {
  readonly code: string;
  readonly of: string;
  readonly per?: string;
  readonly label: string;
  readonly unit: string;
}

interface OwnSection {
  readonly after: string;
  /** Absent: in the office’s own report and in those of the offices below. */
  readonly in?: 'overview';
  readonly code: string;
  readonly heading: string;
  readonly level: 1 | 2;
  /** Absent: by its place. */
  readonly numbering?: 'none';
  readonly lines: readonly TypedBlock[];
}

/** A figure of the text: what is read there, and what it comes to. */
export interface InventedFigure {
  readonly says: string;
  readonly indicator: string;
  /** Exact, as the product has it. */
  readonly value: string;
  /** Whose answers add up to it, over both periods; or of which the year’s last counts. */
  readonly sumOf?: string;
  readonly lastOf?: string;
  /** Of the office’s own units alone; else, of an office with others below, of all. */
  readonly isOwn?: true;
}

export const inventedReports = ['liuchuan', 'shiqiao', 'yunhe'] as const;

export type InventedReportName = (typeof inventedReports)[number];

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

export function inventedReport(name: InventedReportName): InventedReport {
  return JSON.parse(read(`./${name}.json`)) as InventedReport;
}

/** What of its text has figures, as its reader has it, line by line: a row of a table has its cells behind `｜`. */
export function inventedText(name: InventedReportName): readonly string[] {
  return read(`./${name}.txt`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The sums and shares of a level’s own, as its indicator editor makes them. */
export function ownIndicators({
  totals,
  indicatorGroups,
}: InventedReport['additions']): readonly IndicatorDefinition[] {
  const take = 'sum';
  return totals.map(({ code, of, per, label, unit }) => ({
    code,
    group: indicatorGroups[0]?.code ?? '',
    label: { zh: label, en: label },
    unit: { zh: unit, en: unit },
    operator: per
      ? { op: 'ratio', of: { element: of, take }, per: { element: per, take }, factor: '100' }
      : { op: 'total', of: { element: of, take } },
    decimals: per ? 1 : 0,
    coverageFloor: '0.5',
    format: per ? { style: 'percent', decimals: 1 } : { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  }));
}

/** What is given as cells: a row of a register has a key of its own. */
export function givenCells(form: FormDefinition, given: GivenAnswers): readonly Cell[] {
  const registers = new Map(registersOf(form).map((register) => [register.code, register]));
  const value = (code: string, key: string, of: string): Cell => ({ code, key, state: 'value', value: of });
  return Object.entries(given).flatMap(([code, answer]): readonly Cell[] => {
    if (typeof answer === 'string') return [value(code, '', answer)];
    const register = registers.get(code);
    if (!register) return Object.entries(answer as Record<string, string>).map(([key, of]) => value(code, key, of));
    return (answer as readonly Record<string, string>[]).flatMap((row, index) => {
      const key = newRowKey(1_000_000 + index, new Uint8Array(10));
      return register.columns.flatMap((column) => {
        const of = row[column.code];
        return of === undefined ? [] : [value(columnCode(register, column), key, of)];
      });
    });
  });
}

/** A section's blocks as they are typed; its tables are put in where they are drawn. */
export function paragraphsOf(id: string, lines: readonly TypedBlock[]): readonly BlockNode[] {
  return lines.flatMap((line, index): readonly BlockNode[] => {
    const attrs = { id: `${id}-${index}` };
    if (typeof line === 'string') return [{ type: 'paragraph', attrs, content: writtenLine(line, attrs.id) }];
    return 'title' in line ? [{ type: 'tableTitle', attrs, content: [{ type: 'text', text: line.title }] }] : [];
  });
}

/** By hand, what answers to an element come to: of both periods, or each unit's last, over all options and units. */
export function handedIn(names: readonly InventedReportName[], element: string, which: 'all' | 'last'): number {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const valueOf = (given: GivenAnswers | null): number => {
    const answer = given?.[element];
    if (answer === undefined || Array.isArray(answer)) return 0;
    return typeof answer === 'string' ? Number(answer) : sum(Object.values(answer).map(Number));
  };
  return sum(
    names.flatMap((name) =>
      Object.values(inventedReport(name).answers)
        .flatMap((forms) => Object.values(forms))
        .map((periods) => (which === 'all' ? sum(periods.map(valueOf)) : valueOf(periods.at(-1) ?? null))),
    ),
  );
}
