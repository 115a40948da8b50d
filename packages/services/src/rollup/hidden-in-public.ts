import type { TenantReader } from '@huibao/db';
import {
  figureKey,
  figureKeysOf,
  figureOfKey,
  ofThisYear,
  hiddenFigures,
  hiddenFromPublic,
  tellsFew,
  type FigureKey,
  type FigureRef,
  type IndicatorDefinition,
  type IndicatorValue,
  type PublicTexts,
} from '@huibao/domain';
import { getWholeEdition, type Edition } from '../forms/edition.repository.ts';
import { listNewestDelivered, type Delivered } from './delivered.repository.ts';
import { rollUpFigures, scopedOnly, scopesOf } from './figures-of-scopes.ts';
import { elementsOf } from './indicator-gaps.ts';
import { findHiddenAsIssued, listPrinted } from './printed.repository.ts';
import { rollUp, type Figures, type Reader } from './roll-up.ts';
import { overseesOthers } from './rollup-year.repository.ts';

// What 公开时隐去 means, on every screen and in every file: the public copy of the unit's report doesn't say it.

/**
 * Keys of the figures that the public copy of a tenant's text leaves out, of those in it: of its own year, and what it
 * says of last year.
 */
export async function hiddenInText(
  reader: Reader,
  edition: Edition,
  printed: PublicTexts['printed'],
  figures: Figures,
): Promise<ReadonlySet<FigureKey>> {
  const hiddenBelow = await hiddenInReportsBelow(reader, edition);
  const hidden = hiddenFigures(edition.indicators, elementsOf(edition), figures, { printed, hiddenBelow });
  const ofLast = [...printed].map(figureOfKey).filter(({ scope }) => scope?.year === 'last');
  return ofLast.length === 0 ? hidden : new Set([...hidden, ...(await hiddenOfLastYear(reader, edition, ofLast))]);
}

/** Of all the year's figures of the tenant, beside its report as it stands; where there is none, the template's. */
export async function hiddenInYear(
  reader: Reader,
  edition: Edition,
  figures: Figures,
): Promise<ReadonlySet<FigureKey>> {
  return hiddenBeside(reader, edition, figures, await printedInYear(reader, edition));
}

/** The same, beside what is printed that year. */
export async function hiddenBeside(
  reader: Reader,
  edition: Edition,
  figures: Figures,
  printed: PublicTexts['printed'] = new Set(),
): Promise<ReadonlySet<FigureKey>> {
  const shown = await withPeriods(reader, edition, printed, figures);
  const hiddenBelow = await hiddenInReportsBelow(reader, edition);
  return hiddenFromPublic(edition.indicators, elementsOf(edition), shown, { printed, hiddenBelow });
}

async function printedInYear(reader: Reader, edition: Edition): Promise<PublicTexts['printed']> {
  const [printed] = await printedInYears(reader, [edition]);
  return printed ?? new Set();
}

/** What the public is or may be told of years, in their order. */
export async function printedInYears(
  { trx, actor }: Reader,
  editions: readonly Edition[],
): Promise<readonly PublicTexts['printed'][]> {
  const [isOverseer, printed] = await Promise.all([
    overseesOthers(trx, actor.tenantId),
    listPrinted(trx, actor.tenantId, editions),
  ]);
  return editions.map((edition) => printed.get(edition.id) ?? printedByTemplate(edition, isOverseer));
}

/** With those of periods that a text prints beside the year's. */
async function withPeriods(
  reader: Reader,
  edition: Edition,
  printed: PublicTexts['printed'],
  figures: Figures,
): Promise<Figures> {
  const ofPeriods = scopedOnly([...printed].map(figureOfKey)).filter(({ scope }) => scope?.year === undefined);
  if (ofPeriods.length === 0) return figures;
  return new Map([...figures, ...(await rollUpFigures(reader, edition, ofPeriods))]);
}

/**
 * Of what a text says of last year, what last year's own text doesn't say, or couldn't have said without hiding more:
 * the public has both. Each that may stand is looked at beside those before it.
 */
async function hiddenOfLastYear(
  reader: Reader,
  edition: Edition,
  ofLast: readonly FigureRef[],
): Promise<ReadonlySet<FigureKey>> {
  const scopes = scopesOf(reader, edition);
  const asked = new Map<FigureKey, FigureKey>();
  let before: Edition | undefined;
  for (const one of ofLast) {
    const found = await scopes.find(one.scope);
    if (!found) continue;
    before = found.edition;
    const period = found.edition.calendar.periods[(found.periods?.[0] ?? 0) - 1]?.code;
    asked.set(
      figureKey(one),
      figureKey({
        indicator: one.indicator,
        scope: ofThisYear({ ...one.scope, ...(period === undefined ? {} : { period }) }),
      }),
    );
  }
  if (!before) return new Set();
  const { indicators } = before;
  const elements = elementsOf(before);
  const hiddenBelow = await hiddenInReportsBelow(reader, before);
  const own = await printedInYear(reader, before);
  const figures = await withPeriods(reader, before, new Set([...own, ...asked.values()]), await rollUp(reader, before));
  const hiddenBeside = (printed: PublicTexts['printed']): ReadonlySet<FigureKey> =>
    hiddenFigures(indicators, elements, figures, { printed, hiddenBelow });
  const issued = await findHiddenAsIssued(reader.trx, reader.actor.tenantId, before);
  const hiddenThere = new Set([...hiddenBeside(own), ...issued]);
  let printed = own;
  const hidden = new Set<FigureKey>();
  for (const [key, earlier] of asked) {
    const together = new Set([...printed, earlier]);
    const isHidden = printed.has(earlier)
      ? hiddenThere.has(earlier)
      : [...hiddenBeside(together)].some((one) => !hiddenThere.has(one));
    if (isHidden) hidden.add(key);
    else printed = together;
  }
  return hidden;
}

/** Of what units below delivered, by the delivery's id. */
export async function hiddenOfDeliveries(
  trx: TenantReader,
  tenantId: number,
  deliveries: readonly Delivered[],
): Promise<ReadonlyMap<string, ReadonlySet<FigureKey>>> {
  const hidden = new Map<string, ReadonlySet<FigureKey>>();
  const byIssue = Map.groupBy(
    deliveries,
    ({ edition: { ownerTenantId, id, issueNo } }) => `${ownerTenantId}/${id}/${issueNo}`,
  );
  for (const ofIssue of byIssue.values()) {
    const [first] = ofIssue;
    if (!first) continue;
    const edition = await getWholeEdition(trx, tenantId, first.edition);
    for (const { id, figures } of ofIssue) hidden.set(id, hiddenOfDelivered(edition, figures));
  }
  return hidden;
}

// What was delivered never changes, nor does an issue: each is worked out once for as long as its figures are kept.
const knownHidden = new WeakMap<Figures, WeakMap<Edition, ReadonlySet<FigureKey>>>();

/** Of the figures that a unit below delivered, beside the template's text: its own isn't delivered as prose. */
export function hiddenOfDelivered(edition: Edition, figures: Figures): ReadonlySet<FigureKey> {
  const known = knownHidden.get(figures) ?? new WeakMap<Edition, ReadonlySet<FigureKey>>();
  knownHidden.set(figures, known);
  const hidden =
    known.get(edition) ??
    hiddenFromPublic(edition.indicators, elementsOf(edition), figures, textBelow(edition, figures));
  known.set(edition, hidden);
  return hidden;
}

type Part = Pick<IndicatorValue, 'numerator' | 'denominator'>;

/** Of a part that no public text tells of (a school's number, a term's, an option's): whether it is so few. */
export function isOfFew(edition: Edition, of: IndicatorDefinition, figure: Part | undefined): boolean {
  return tellsFew(of, elementsOf(edition), figure);
}

/**
 * By code the numbers that the accepted reports below leave out: of a sum of all of them whose other parts the public
 * finds there.
 */
async function hiddenInReportsBelow({ trx, actor }: Reader, edition: Edition): Promise<PublicTexts['hiddenBelow']> {
  if (!(await overseesOthers(trx, actor.tenantId))) return new Map();
  const delivered = await listNewestDelivered(trx, actor.tenantId, edition, [edition.year]);
  const hidden = delivered
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ figures }) =>
      [...hiddenFigures(edition.indicators, elementsOf(edition), figures, textBelow(edition, figures))].flatMap(
        (code) => {
          const value = figures.get(code)?.numerator ?? null;
          return value === null ? [] : [{ code, value }];
        },
      ),
    );
  return new Map(
    [...Map.groupBy(hidden, ({ code }) => code)].map(([code, parts]) => [code, parts.map(({ value }) => value)]),
  );
}

/** A report that is made of others' says how many schools stand behind those. */
function textBelow(edition: Edition, figures: Figures): PublicTexts {
  const isOverseer = [...figures.values()].some(({ leaves }) => leaves !== undefined);
  return { printed: printedByTemplate(edition, isOverseer), hiddenBelow: new Map() };
}

function printedByTemplate({ template }: Edition, isOverseer: boolean): ReadonlySet<FigureKey> {
  const sections = isOverseer ? (template.overview ?? template.sections) : template.sections;
  return new Set(sections.flatMap(({ content }) => figureKeysOf(content)));
}
