import type { client } from './client.ts';

type Query<P extends { query: (...input: never[]) => Promise<unknown> }> = Awaited<ReturnType<P['query']>>;

/** What the procedures answer, named once for the components that show it. */
export type Notice = Query<typeof client.todo.notices>[number];
export type CollectionList = Query<typeof client.collection.list>;
export type Board = Query<typeof client.collection.board>;
export type BoardUnit = Board['units'][number];
export type BoardForm = BoardUnit['forms'][number];
export type RevisionView = Query<typeof client.review.revision>;
export type Rollup = Query<typeof client.rollup.get>;
export type CellOrigin = Query<typeof client.rollup.cell>;
export type Outlier = Query<typeof client.rollup.outliers>['outliers'][number];
export type Quality = Query<typeof client.collection.quality>;
export type Lineage = Query<typeof client.rollup.lineage>;
export type MeasureList = Query<typeof client.analysis.measures>;
export type Pivot = Query<typeof client.analysis.pivot>;
export type PivotHead = Pivot['rows'][number];
export type PivotCell = NonNullable<Pivot['cells'][number][number]>;
export type CellExplanation = Query<typeof client.analysis.explain>;
export type AnalysisView = Query<typeof client.analysis.views>[number];
export type ReportView = Query<typeof client.report.get>;
export type ReportSection = ReportView['sections'][number];
export type ReportIndicator = ReportView['indicators'][number];
export type ReportCase = Query<typeof client.report.cases>[number];
export type ReportLineage = Query<typeof client.report.lineage>;
export type LedgerItem = Query<typeof client.ledger.list>[number];
export type DeliveryView = Query<typeof client.oversight.delivery>;
export type Comparison = Query<typeof client.oversight.compare>;
export type ComparisonMatrix = Query<typeof client.oversight.matrix>;
export type UnitHistory = Query<typeof client.unit.history>;
export type Unit = Query<typeof client.unit.list>[number];
export type Account = Query<typeof client.account.list>[number];
export type IndicatorList = Query<typeof client.indicator.list>;
export type ListedIndicator = IndicatorList['indicators'][number];
export type IndicatorVersions = Query<typeof client.indicator.versions>;
export type IndicatorPreview = Query<typeof client.indicator.preview>;
export type UnitGroup = IndicatorList['unitGroups'][number];
