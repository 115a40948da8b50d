import { measureKey, type PivotDefinition } from '@huibao/domain';
import { readReach } from '@huibao/i18n';
import { Button, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addressOf,
  chartShapes,
  firstDefinition,
  isSameTable,
  readAddress,
  type AnalysisState,
  type ChartShape,
} from '../analysis/address.ts';
import { CellPanel } from '../analysis/cell-panel.tsx';
import { PivotChart } from '../analysis/pivot-chart.tsx';
import { PivotTable, type ChosenCell } from '../analysis/pivot-table.tsx';
import { PivotToolbar } from '../analysis/pivot-toolbar.tsx';
import { ManageViewsDialog, SaveViewDialog } from '../analysis/view-dialogs.tsx';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { failureOf, type Failure } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { AnalysisView, Pivot } from '../outputs.ts';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('analysis', 'compare', 'deskErrors', 'figures', 'origin', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('analysis:title'));

/** What can be mended by asking for something else is told on the page, with its pickers. */
function mendable(error: unknown): { pivot: null; failure: Failure } {
  const failure = failureOf(error);
  if (!['invalid', 'limit', 'not_found'].includes(failure.kind)) throw error;
  return { pivot: null, failure };
}

export function loader({ request }: LoaderFunctionArgs) {
  const asked = readAddress(new URL(request.url).searchParams);
  return loadOfProgramme(request, async (client, chosen) => {
    // A table is of the programme that its definition names.
    const programme = asked?.definition.programme ?? chosen;
    const [years, views] = await Promise.all([client.rollup.years.query({ programme }), client.analysis.views.query()]);
    const year = asked ? Math.max(...asked.definition.years) : years[0];
    const list = year === undefined ? null : await client.analysis.measures.query({ programme, year });
    const definition = asked?.definition ?? (list ? firstDefinition(list) : undefined);
    if (!list || !definition) return { years, views, list, state: null, pivot: null, failure: null };
    const state: AnalysisState = { definition, chart: asked?.chart ?? 'bar', charted: asked?.charted ?? null };
    const result = await client.analysis.pivot.query(definition).then((pivot) => ({ pivot, failure: null }), mendable);
    return { years, views, list, state, ...result };
  });
}

export default function Analysis() {
  const { years, views, list, state, pivot, failure } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const { t } = useTranslation('analysis');
  const navigate = useNavigate();
  const { location } = useNavigation();
  if (!state || !list)
    return (
      <>
        <PageHead title={t('title')} />
        <section className="card">
          <Empty>{t('empty')}</Empty>
        </section>
      </>
    );
  // What was just asked for stands in the pickers while it is being read.
  const asked = location?.pathname === '/analysis' ? (location.state as AnalysisState | null) : null;
  const shown = asked ?? state;
  const open = (next: AnalysisState): void => navigate(addressOf(next), { preventScrollReset: true, state: next });
  return (
    <>
      <PageHead title={t('title')} note={t('note')} actions={<Actions state={shown} views={views} open={open} />} />
      <PivotToolbar
        definition={shown.definition}
        list={list}
        years={years}
        onChange={(definition) => open({ ...shown, definition })}
      />
      <FailureAlert failure={failure} />
      {pivot && (
        <Result key={JSON.stringify({ ...pivot.definition, sort: null })} pivot={pivot} state={shown} open={open} />
      )}
    </>
  );
}

function Actions({
  state,
  views,
  open,
}: {
  state: AnalysisState;
  views: readonly AnalysisView[];
  open: (state: AnalysisState) => void;
}) {
  const { t } = useTranslation('analysis');
  const locale = useLocale();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const { sort: _sort, ...definition }: PivotDefinition = state.definition;
  const current = views.find((view) => isSameTable(state.definition, view.definition));
  const file = new URLSearchParams({ definition: JSON.stringify(state.definition), locale });
  const choose = (id: string): void => {
    const view = views.find((one) => one.id === id);
    if (view) open({ ...state, definition: view.definition, charted: null });
  };
  const options = (isMine: boolean) =>
    views
      .filter((view) => view.isMine === isMine)
      .map((view) => (
        <option key={view.id} value={view.id}>
          {isMine ? view.name : t('views.of', { name: view.name, author: view.author })}
        </option>
      ));
  return (
    <>
      <select
        className="select compact"
        aria-label={t('chart.shape')}
        value={state.chart}
        onChange={(event) => open({ ...state, chart: event.target.value as ChartShape })}
      >
        {chartShapes.map((shape) => (
          <option key={shape} value={shape}>
            {t(`chart.${shape}`)}
          </option>
        ))}
      </select>
      <select
        className="select compact view-select"
        aria-label={t('views.open')}
        value={current?.id ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="" disabled={views.length > 0}>
          {t('views.unsaved')}
        </option>
        {views.some((view) => view.isMine) && <optgroup label={t('views.mine')}>{options(true)}</optgroup>}
        {views.some((view) => !view.isMine) && <optgroup label={t('views.others')}>{options(false)}</optgroup>}
      </select>
      <Button size="small" onClick={() => setDialog('save')}>
        {t('views.save')}
      </Button>
      <Button size="small" onClick={() => setDialog('manage')}>
        {t('views.manage')}
      </Button>
      <a className="button small" href={`/files/analysis.xlsx?${file}`}>
        {t('export.xlsx')}
      </a>
      <a className="button small" href={`/files/analysis.csv?${file}`}>
        {t('export.csv')}
      </a>
      {dialog === 'save' && <SaveViewDialog definition={definition} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageViewsDialog views={views} onClose={() => setDialog(null)} />}
    </>
  );
}

function Result({ pivot, state, open }: { pivot: Pivot; state: AnalysisState; open: (state: AnalysisState) => void }) {
  const { t } = useTranslation('analysis');
  const [chosen, setChosen] = useState<ChosenCell | null>(null);
  const isPartial = pivot.cells.some((row) => row.some((cell) => cell?.isPartial));
  const close = (): void => {
    setChosen(null);
    document.querySelector<HTMLElement>('.pivot td[tabindex="0"]')?.focus();
  };
  const hasSide = state.chart !== 'none' || chosen !== null;
  return (
    <div className={hasSide ? 'analysis-layout with-chart' : 'analysis-layout'}>
      <section className="card" aria-label={t('table')}>
        <div className="pivot-scroll">
          <PivotTable
            pivot={pivot}
            chosen={chosen}
            onChoose={setChosen}
            onSort={(sort) => open({ ...state, definition: { ...state.definition, sort } })}
          />
        </div>
        <p className="pivot-note muted small">
          {t('rowCount', { count: pivot.rows.filter((row) => !row.isTotal).length })}
          {isPartial && (
            <>
              {' '}
              ·{' '}
              <span className="partial-mark" aria-hidden>
                ◔
              </span>
              {t('partialNote')}
            </>
          )}{' '}
          · {t('drill')}
        </p>
        <YearsReach reach={pivot.reach} />
      </section>
      {hasSide && (
        <div className="stack analysis-side">
          {chosen && (
            <CellPanel key={`${chosen.row.key} ${chosen.column.key}`} pivot={pivot} chosen={chosen} onClose={close} />
          )}
          {state.chart !== 'none' && (
            <PivotChart
              pivot={pivot}
              state={{ ...state, charted: state.charted ?? pivot.definition.measures.map(measureKey)[0] ?? null }}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** How far each year shown goes that isn't over. */
function YearsReach({ reach }: { reach: Pivot['reach'] }) {
  const { i18n } = useTranslation();
  return reach.map((one) => {
    const words = readReach(one, i18n);
    return (
      words !== null && (
        <p key={one.year} className="pivot-note muted small" role="note">
          {reach.length > 1 ? `${one.year} ${words}` : words}
        </p>
      )
    );
  });
}
