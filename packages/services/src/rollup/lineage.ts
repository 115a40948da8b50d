import { operandsOf, type FoldedFigure, type IndicatorDefinition } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { foldReporter, type FoldedCell } from './fold-lineage.ts';
import {
  listAcceptedCells,
  listDeliveredCells,
  listOwingBureaus,
  listOwingReporters,
  type AcceptedCell,
  type CellSource,
  type DeliveredCell,
  type OwingBureau,
  type OwingReporter,
} from './lineage.repository.ts';
import { periodsIn } from './period-bits.ts';
import { planRollup, type PlannedFigure, type RollupPlan } from './plan-rollup.ts';
import type { Reader } from './roll-up.ts';
import { scopeOf } from './rollup-scope.ts';

/** One cell behind a figure: who reported what, in which term, on which revision. */
export interface LineageRow extends FoldedCell {
  readonly unitName: string;
  readonly cell: string;
  /** Whether it enters the figure: not what doesn't apply, what only one side of a ratio has, what no count counts. */
  readonly isCounted: boolean;
  /** The submission whose revision it is; or, of a figure that came from below, null and the delivery. */
  readonly submissionId: string | null;
  readonly deliveryId: string | null;
  readonly revisionId: string;
  readonly revisionNo: number;
  readonly by: string;
  readonly at: string;
  readonly explanations: number;
}

/**
 * A reporter behind a figure: what it comes to over its periods, what that adds, and how much of what it owes is in.
 */
export interface LineageReporter {
  readonly unitId: number;
  readonly unitName: string;
  readonly of: string | null;
  readonly per: string | null;
  readonly adds: Pick<FoldedFigure, 'numerator' | 'denominator' | 'texts'>;
  readonly answered: number;
  readonly owed: number;
  /** Periods owed and not answered; none of a bureau's, which owes a year. */
  readonly missing: readonly number[];
  /** A bureau that sent its year under an issue that had no such figure: it owes none. */
  readonly isUnasked: boolean;
  /** Of a bureau below: n of N behind its figure. */
  readonly leaves: { readonly answered: number; readonly expected: number } | null;
}

export interface IndicatorLineage {
  readonly indicator: string;
  readonly rows: readonly LineageRow[];
  readonly reporters: readonly LineageReporter[];
}

/** Which side of which indicator a source is read for. */
interface Source extends CellSource {
  readonly code: string;
  readonly indicator: string;
  readonly side: 'of' | 'per';
}

type UnjudgedRow = Omit<LineageRow, 'isCounted'>;

export interface LineageOptions {
  readonly periods?: readonly number[];
  readonly unitId?: number;
}

/** The cells that indicators count, as accepted now, and who owes them: folded as defined, they are the figures. */
export async function listLineage(
  reader: Reader,
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  options: LineageOptions = {},
): Promise<readonly IndicatorLineage[]> {
  const { trx, actor } = reader;
  const { tenantId } = actor;
  const { unitId } = options;
  const plan = planRollup(edition, indicators);
  const sources = plan.figures.flatMap((figure) => sourcesOf(figure, plan));
  const scope = await scopeOf(reader, edition, options, false);
  const delivered = scope.hasChildren ? await listDeliveredCells(trx, tenantId, plan, scope.year, unitId) : [];
  const bureaus = scope.hasChildren ? await listOwingBureaus(trx, tenantId, scope) : [];
  const { choices } = plan;
  const accepted = scope.hasReporters ? await listAcceptedCells(trx, tenantId, sources, choices, scope, unitId) : [];
  const owing = scope.hasReporters ? await listOwingReporters(trx, tenantId, choices, scope, unitId) : [];
  const rows = Map.groupBy(
    accepted.flatMap((cell) => rowOfAccepted(cell, sources)),
    (row) => row.indicator,
  );
  return plan.figures.map((figure) => {
    const { code } = figure.indicator;
    const own = lineageOf(
      figure,
      plan,
      rows.get(code) ?? [],
      owing.filter((one) => one.choice === choiceOf(figure, plan)),
    );
    const below = ofBureaus(
      figure,
      delivered.filter((cell) => cell.indicator === code),
      bureaus.filter((one) => unitId === undefined || one.unitId === unitId),
    );
    return {
      indicator: code,
      rows: [...below.rows, ...own.rows],
      reporters: [...below.reporters, ...own.reporters],
    };
  });
}

/**
 * Stored rows of an issued figure, read as its definition says. Who was missing isn't stored: the figure says how many.
 */
export function readStoredLineage(
  edition: Edition,
  indicator: IndicatorDefinition,
  rows: readonly UnjudgedRow[],
): IndicatorLineage {
  const plan = planRollup(edition, [indicator]);
  const [figure] = plan.figures;
  if (!figure) throw new RangeError(indicator.code);
  const { rows: own, reporters } = lineageOf(
    figure,
    plan,
    rows.filter((row) => row.period !== 0),
    [],
  );
  const below = rows.filter((row) => row.period === 0).map((row) => ({ ...row, isCounted: true }));
  return { indicator: indicator.code, rows: [...below, ...own], reporters: [...storedBureaus(below), ...reporters] };
}

/** Bureaus whose delivered figures were counted. */
function storedBureaus(rows: readonly LineageRow[]): readonly LineageReporter[] {
  return [...Map.groupBy(rows, (row) => row.unitId)].map(([unitId, sides]) => {
    const [of = null, per = null] = (['of', 'per'] as const).map(
      (side) => sides.find((row) => row.side === side)?.value ?? null,
    );
    return {
      unitId,
      unitName: sides[0]?.unitName ?? '',
      of,
      per,
      adds: { numerator: of, denominator: per, texts: sides.flatMap((row) => row.texts) },
      answered: 1,
      owed: 1,
      missing: [],
      isUnasked: false,
      leaves: null,
    };
  });
}

/** What a figure reads, and of whom: the same ranges and the same choice of reporters as the roll-up's. */
function sourcesOf(figure: PlannedFigure, plan: RollupPlan): readonly Source[] {
  const { indicator, ofPlace } = figure;
  const choice = choiceOf(figure, plan);
  const own = { indicator: indicator.code, side: 'of', answerId: null, choice } as const;
  switch (indicator.operator.op) {
    case 'list':
    case 'distinct': {
      const list = plan.lists[ofPlace];
      return list ? [{ ...own, ...list, keys: null }] : [];
    }
    case 'ratio':
    case 'weighted_mean': {
      const pair = plan.pairs[ofPlace];
      return pair
        ? [
            { ...own, ...pair.of.fold },
            { ...own, ...pair.per.fold, side: 'per' },
          ]
        : [];
    }
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median': {
      const term = plan.terms[ofPlace];
      return term ? [{ ...own, ...term.fold }] : [];
    }
  }
}

function choiceOf({ indicator, ofPlace }: PlannedFigure, { lists, pairs, terms }: RollupPlan): number {
  switch (indicator.operator.op) {
    case 'list':
    case 'distinct':
      return lists[ofPlace]?.choice ?? 0;
    case 'ratio':
    case 'weighted_mean':
      return pairs[ofPlace]?.choice ?? 0;
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return terms[ofPlace]?.choice ?? 0;
  }
}

/** Reporter by reporter, those included that owe and haven't answered. */
function lineageOf(
  figure: PlannedFigure,
  plan: RollupPlan,
  cells: readonly UnjudgedRow[],
  owing: readonly OwingReporter[],
): Omit<IndicatorLineage, 'indicator'> {
  const byUnit = Map.groupBy(cells, (cell) => cell.unitId);
  const names = new Map([
    ...cells.map((cell) => [cell.unitId, cell.unitName] as const),
    ...owing.map((one) => [one.unitId, one.unitName] as const),
  ]);
  const owed = new Map(owing.map((one) => [one.unitId, owedBy(one)]));
  const folded = [...names].flatMap(([unitId, unitName]) => {
    const { of, per, adds, answered, cells: looked, counted } = foldReporter(figure, plan, byUnit.get(unitId) ?? []);
    // Asked for one side of a ratio alone, by an issue that asks no other, it is no part of it.
    if (owing.length > 0 && !owed.has(unitId) && answered.length === 0) return [];
    const owes = owed.get(unitId) ?? answered;
    const missing = owes.filter((period) => !answered.includes(period));
    return [
      {
        rows: looked.map((row) => ({ ...row, isCounted: counted.has(row) })),
        reporter: {
          unitId,
          unitName,
          of,
          per,
          adds,
          answered: owes.length - missing.length,
          owed: owes.length,
          missing,
          isUnasked: false,
          leaves: null,
        },
      },
    ];
  });
  const sorted = folded.toSorted((a, b) => a.reporter.unitId - b.reporter.unitId);
  return { rows: sorted.flatMap(({ rows }) => rows), reporters: sorted.map(({ reporter }) => reporter) };
}

/** Each of its periods; of a stock the latest opened one. */
function owedBy({ owed, latest }: OwingReporter): readonly number[] {
  return periodsIn(owed).filter((period) => latest === null || period === latest);
}

function rowOfAccepted(
  cell: AcceptedCell,
  sources: readonly Source[],
): readonly (UnjudgedRow & { readonly indicator: string })[] {
  const source = sources[cell.source];
  if (!source) return [];
  return [
    {
      indicator: source.indicator,
      side: source.side,
      unitId: cell.unitId,
      unitName: cell.unitName,
      period: cell.period,
      key: cell.key,
      cell: cell.key === '' ? source.code : `${source.code}[${cell.key}]`,
      value: cell.value,
      texts: cell.texts,
      submissionId: cell.submissionId,
      deliveryId: null,
      revisionId: cell.revisionId,
      revisionNo: cell.revisionNo,
      by: cell.by ?? '',
      at: cell.at.toISOString(),
      explanations: cell.explanations,
    },
  ];
}

/** What bureaus delivered: a row a side. Who has only one side of a quotient is in neither. */
function ofBureaus(
  { indicator }: PlannedFigure,
  delivered: readonly DeliveredCell[],
  bureaus: readonly OwingBureau[],
): Omit<IndicatorLineage, 'indicator'> {
  const { op } = indicator.operator;
  const isQuotient = op === 'ratio' || op === 'weighted_mean';
  const owing = new Map(bureaus.map((one) => [one.unitId, one.unitName]));
  const sent = new Set(bureaus.flatMap((one) => (one.hasSent ? [one.unitId] : [])));
  const names = new Map([...owing, ...delivered.map((cell) => [cell.unitId, cell.unitName] as const)]);
  const found = new Map(delivered.map((cell) => [cell.unitId, cell]));
  const reporters = [...names].map(([unitId, unitName]): LineageReporter => {
    const cell = found.get(unitId);
    const isUnasked = cell === undefined && sent.has(unitId);
    const isIn = cell !== undefined && cell.numerator !== null && (!isQuotient || cell.denominator !== null);
    return {
      unitId,
      unitName,
      of: cell?.numerator ?? null,
      per: cell?.denominator ?? null,
      adds: {
        numerator: isIn ? cell.numerator : null,
        denominator: isIn ? cell.denominator : null,
        texts: cell?.texts ?? [],
      },
      answered: isIn ? 1 : 0,
      owed: owing.has(unitId) && !isUnasked ? 1 : 0,
      missing: [],
      isUnasked,
      leaves: cell ? { answered: cell.answered, expected: cell.expected } : null,
    };
  });
  const counted = new Set(reporters.filter((one) => one.answered === 1).map((one) => one.unitId));
  return { rows: delivered.flatMap((cell) => rowsOfDelivered(cell, counted.has(cell.unitId))), reporters };
}

function rowsOfDelivered(cell: DeliveredCell, isCounted: boolean): readonly LineageRow[] {
  const rowOf = (side: 'of' | 'per', value: string | null): readonly LineageRow[] =>
    value === null
      ? []
      : [
          {
            side,
            unitId: cell.unitId,
            unitName: cell.unitName,
            period: 0,
            key: '',
            cell: cell.indicator,
            value,
            texts: side === 'of' ? cell.texts : [],
            isCounted,
            submissionId: null,
            deliveryId: cell.deliveryId,
            revisionId: cell.deliveryId,
            revisionNo: cell.version,
            by: cell.number,
            at: cell.sentAt.toISOString(),
            explanations: 0,
          },
        ];
  return [...rowOf('of', cell.numerator), ...rowOf('per', cell.denominator)];
}

/** The codes of the elements that an indicator reads. */
export function elementsRead({ operator }: IndicatorDefinition): readonly string[] {
  return operator.op === 'list' || operator.op === 'distinct'
    ? [operator.of.element]
    : operandsOf(operator).map((term) => term.element);
}
