import {
  figureKey,
  figureKeysOf,
  figuresOf,
  findFootingIssues,
  findPrintedFigure,
  findUnlikeYears,
  paramsOfFigure,
  scopeOfKey,
  type FigureKey,
  type FigureNode,
  type GateFinding,
  type IndicatorDefinition,
  type IndicatorValue,
  type Localized,
  type PrintFigure,
  type Quote,
} from '@huibao/domain';
import { findEditionBefore, type Edition } from '../../forms/edition.repository.ts';
import type { Reader } from '../../rollup/roll-up.ts';
import { listMovedInText } from '../moved-in-text.ts';
import { nameOfFigure } from '../name-of-figure.ts';
import { printedSections, type Printed } from '../printed-sections.ts';
import type { Report } from '../report.repository.ts';
import type { SectionText } from '../section.repository.ts';
import { wordsOfFigure } from '../words-of-figure.ts';
import type { Checked, Named } from './checked.ts';
import { listSeen } from './seen-figure.repository.ts';

// What the gate finds in the figures of a text, beside its words.

/** Last year's figures beside this year's that aren't like for like. */
export async function findUnlike(
  reader: Reader,
  { report, sections, figures, definitions }: Checked,
): Promise<readonly Named[]> {
  const { edition } = report;
  if (![...figures.values()].some(({ scope }) => scope?.year === 'last')) return [];
  const before = await findEditionBefore(reader.trx, reader.actor, edition);
  if (!before) return [];
  const calendars = { now: edition.calendar, before: before.calendar };
  const byCode = new Map((definitions ?? edition.indicators).map((one) => [one.code, one]));
  const words = wordsBy(byCode, figures);
  return printedSections(sections, figures).flatMap(({ code, content }) =>
    findUnlikeYears(content, figures, calendars).map(({ figureId, now, before: last, reason, ...figure }): Named => {
      const found = findPrintedFigure(content, words, ({ attrs }) => attrs.id === figureId);
      const finding: GateFinding = {
        check: 'years_unlike',
        place: { section: code, block: found?.block ?? null },
        quote: found?.quote ?? null,
        params: {
          ...paramsOfFigure(figure),
          kind: reason,
          in: now.answered,
          of: now.expected,
          inBefore: last.answered,
          ofBefore: last.expected,
        },
        subject: [
          code,
          figureKey(figure),
          reason,
          now.value,
          now.answered,
          now.expected,
          last.value,
          last.answered,
          last.expected,
        ],
      };
      return { ...finding, label: labelOf(finding, byCode, edition) };
    }),
  );
}

export function wordsBy(
  definitions: ReadonlyMap<string, IndicatorDefinition>,
  figures: ReadonlyMap<FigureKey, IndicatorValue>,
): PrintFigure {
  return (node) => wordsOfFigure(node, definitions.get(node.attrs.indicator), figures.get(figureKey(node.attrs)));
}

/** The name of the figure that a finding is of, if it is of one. */
export function labelOf(
  { params: { indicator, scope } }: GateFinding,
  definitions: ReadonlyMap<string, IndicatorDefinition>,
  edition: Edition,
): Localized | null {
  const definition = definitions.get(String(indicator));
  if (!definition) return null;
  return nameOfFigure(
    definition.label,
    { indicator: definition.code, scope: scopeOfKey(String(scope ?? '')) },
    edition,
  );
}

/** Shares whose sentence shows other counts than they were worked out from, or none. */
export function unfootedShares(
  { code, content }: Printed<SectionText>,
  definitions: ReadonlyMap<string, IndicatorDefinition>,
  figures: ReadonlyMap<string, IndicatorValue>,
  words: PrintFigure,
): readonly GateFinding[] {
  return findFootingIssues(content, definitions, figures).map(({ kind, side, figureId, beside, ...figure }) => {
    const found = findPrintedFigure(content, words, ({ attrs }) => attrs.id === figureId);
    const key = figureKey(figure);
    const value = figures.get(key);
    return {
      check: 'share_unfooted',
      place: { section: code, block: found?.block ?? null },
      quote: found?.quote ?? null,
      params: {
        ...paramsOfFigure(figure),
        kind,
        numerator: value?.numerator ?? '—',
        denominator: value?.denominator ?? '—',
      },
      subject: [code, key, kind, side, beside, value?.numerator ?? null, value?.denominator ?? null],
    };
  });
}

export async function findMoved(
  { trx, actor }: Reader,
  report: Report,
  sections: readonly SectionText[],
  figures: ReadonlyMap<string, IndicatorValue>,
): Promise<readonly Named[]> {
  const seen = await listSeen(trx, actor.tenantId, report.id);
  const before = new Map([...seen].flatMap(([key, { value }]) => (value ? [[key, value] as const] : [])));
  const definitions = new Map(report.edition.indicators.map((one) => [one.code, one]));
  const printed = printedSections(sections, figures);
  const moved = listMovedInText(sections, before, figures).filter((one) => seen.has(figureKey(one)));
  const print = wordsBy(definitions, figures);
  return moved.map((one): Named => {
    const key = figureKey(one);
    const place = printedAt(printed, print, key) ?? writtenAt(sections, key);
    const definition = definitions.get(one.indicator);
    const words = (value: IndicatorValue | null): string =>
      definition ? wordsOfFigure(place?.node ?? asDefined(definition), definition, value ?? undefined) : '';
    return {
      check: 'figure_moved',
      place: place ? { section: place.section, block: place.block } : null,
      quote: place?.quote ?? null,
      params: {
        ...paramsOfFigure(one),
        before: words(one.before),
        after: words(one.after),
        exactBefore: one.before?.value ?? '—',
        exactAfter: one.after?.value ?? '—',
        at: seen.get(key)?.at ?? '',
      },
      label: definition ? nameOfFigure(definition.label, one, report.edition) : null,
      subject: [key, one.after?.value ?? null, one.after?.numerator ?? null],
    };
  });
}

type FigurePlace = {
  readonly section: string;
  readonly block: number;
  readonly node: FigureNode | null;
  readonly quote: Quote | null;
};

/** Where a figure is first printed. */
function printedAt(
  sections: readonly Printed<SectionText>[],
  print: PrintFigure,
  key: FigureKey,
): FigurePlace | undefined {
  for (const { code, content } of sections) {
    const found = findPrintedFigure(content, print, ({ attrs }) => figureKey(attrs) === key);
    if (found) return { section: code, ...found };
  }
  return undefined;
}

/** Where it stands in words that aren't printed now, or where a condition first asks about it. */
function writtenAt(sections: readonly SectionText[], key: FigureKey): FigurePlace | undefined {
  const blocks = sections.flatMap(({ code, content }) =>
    content.content.map((one, block) => ({ section: code, block, doc: { ...content, content: [one] } })),
  );
  const nodeIn = ({ doc }: (typeof blocks)[number]): FigureNode | null =>
    figuresOf(doc).find(({ attrs }) => figureKey(attrs) === key) ?? null;
  const found = blocks.find((one) => nodeIn(one) !== null) ?? blocks.find(({ doc }) => figureKeysOf(doc).includes(key));
  return found && { section: found.section, block: found.block, node: nodeIn(found), quote: null };
}

function asDefined({ code, format }: IndicatorDefinition): FigureNode {
  return { type: 'figure', attrs: { id: code, indicator: code, format, unit: null } };
}
