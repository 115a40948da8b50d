import { checkBalances, isPartial, levelOfCode, type IndicatorDefinition } from '@huibao/domain';
import type { EditionAddress } from '../forms/edition-address.ts';
import { requireEditionAndBefore, type Edition } from '../forms/edition.repository.ts';
import { compareYears } from './compare-years.ts';
import { hiddenBeside, printedInYears } from './hidden-in-public.ts';
import { gapOf } from './indicator-gaps.ts';
import { rollUp, type Figures, type Reader } from './roll-up.ts';
import { listOpenedPeriods, overseesOthers } from './rollup-year.repository.ts';
import { readYearReach } from './year-reach.repository.ts';

/** A year and, to hold it against, the one before. */
interface Editions {
  readonly edition: Edition;
  readonly before: Edition | undefined;
}

/** The page of a year's figures. */
export async function readRollup(reader: Reader, address: EditionAddress) {
  const editions = await editionsOf(reader, address);
  return pageOf(reader, editions, lastYearOf(reader, editions), { isPreview: false });
}

/** The same page after something was put in: last year's figures are read before that. */
export async function previewRollupAfter(
  reader: Reader,
  address: EditionAddress,
  putIn: (edition: Edition) => Promise<void>,
) {
  const editions = await editionsOf(reader, address);
  const lastYear = await lastYearOf(reader, editions);
  await putIn(editions.edition);
  return pageOf(reader, editions, Promise.resolve(lastYear), { isPreview: true });
}

function editionsOf({ trx, actor }: Reader, address: EditionAddress): Promise<Editions> {
  return requireEditionAndBefore(trx, actor, address);
}

async function lastYearOf(reader: Reader, { before }: Editions): Promise<Figures> {
  return before ? rollUp(reader, before) : new Map();
}

async function pageOf(
  reader: Reader,
  editions: Editions,
  figuresBefore: Promise<Figures>,
  { isPreview }: { isPreview: boolean },
) {
  const { edition, before } = editions;
  const { trx, actor } = reader;
  const years = before ? [edition, before] : [edition];
  const [values, lastYear, isAbove, [printed, printedBefore], reach] = await Promise.all([
    rollUp(reader, edition),
    figuresBefore,
    overseesOthers(trx, actor.tenantId),
    printedInYears(reader, years),
    readYearReach(trx, actor.tenantId, edition, actor.now()),
  ]);
  const changes = await compareYears(
    reader,
    { edition, figures: values },
    before && { edition: before, figures: lastYear },
  );
  const own = isAbove ? await ownFigures(reader, edition) : undefined;
  const hidden = await hiddenBeside(reader, edition, values, printed);
  const hiddenBefore = before && (await hiddenBeside(reader, before, lastYear, printedBefore));
  return {
    programme: edition.programmeName,
    year: edition.year,
    reach,
    groups: edition.indicatorGroups,
    isPreview,
    /** Each below reports on itself alone, and no text is about all of them: their sum stands in no report. */
    isInNoReport: isAbove && edition.template.overview === undefined,
    balances: checkBalances(edition.template.balances ?? [], values),
    indicators: edition.indicators.map((indicator) => {
      const { code, group, label, unit, decimals, format, coverageFloor, operator } = indicator;
      const value = values.get(code) ?? null;
      return {
        code,
        group,
        label,
        /** Who added it; null of the programme's own. */
        addedBy: levelOfCode(code),
        /** Why there is no figure, where what it asks for isn't collected any more. */
        gap: gapOf(edition, indicator),
        unit,
        decimals,
        format,
        coverageFloor,
        operator: operator.op,
        value,
        /** Of a tenant with bureaus below, what its own schools and sections come to; null where it has none. */
        own: own?.get(code) ?? null,
        isPartial: isPartial(value, coverageFloor),
        isHidden: hidden.has(code),
        lastYear: lastYear.get(code) ?? null,
        isHiddenLastYear: hiddenBefore?.has(code) ?? false,
        change: changes.get(code) ?? { kind: 'none' as const, reason: 'nothing_now' as const },
        isChanged: isRedefined(indicator, editions),
      };
    }),
  };
}

/** Beside what bureaus below delivered, what the office's own come to; undefined where nobody reports to it. */
async function ownFigures(reader: Reader, edition: Edition): Promise<Figures | undefined> {
  const { trx, actor } = reader;
  const opened = await listOpenedPeriods(trx, actor.tenantId, edition, actor.now());
  return opened.length > 0 ? rollUp({ ...reader, isOwnAlone: true }, edition) : undefined;
}

/** Whether last year's figure is of another definition. */
function isRedefined({ code }: IndicatorDefinition, { edition, before }: Editions): boolean {
  const earlier = before?.indicatorVersions.get(code);
  return earlier !== undefined && earlier.id !== edition.indicatorVersions.get(code)?.id;
}
