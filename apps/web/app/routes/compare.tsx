import { groupDigits, localize } from '@huibao/domain';
import { Banner, Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { useLocale } from '../dates.ts';
import { useBaseName } from '../oversight/base-name.ts';
import { ComparisonTable } from '../oversight/comparison-table.tsx';
import { YearReachBanner } from '../rollup/year-reach-banner.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('compare', 'deskErrors', 'districts', 'figures', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('compare:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  return loadOfProgramme(request, async (client, programme) => {
    const wanted = Number(params.get('year')) || null;
    const first = await client.oversight.comparable.query({ programme, year: wanted ?? new Date().getFullYear() });
    const year = wanted ?? first.years[0];
    if (year === undefined) return { comparable: first, comparison: null };
    const comparable = wanted === null ? await client.oversight.comparable.query({ programme, year }) : first;
    const offered = comparable.indicators.filter((one) => one.comparable);
    const indicator = offered.find((one) => one.code === params.get('indicator')) ?? offered[0];
    // `none` is the total as it is; absent, the indicator's own scale.
    const chosen = params.get('per');
    const isOffered = chosen === null || chosen === 'none' || comparable.indicators.some((one) => one.code === chosen);
    const per = !isOffered || chosen === null || indicator?.isRatio ? undefined : chosen === 'none' ? null : chosen;
    return {
      comparable,
      comparison: indicator
        ? await client.oversight.compare.query({ programme, year, indicator: indicator.code, per })
        : null,
    };
  });
}

export default function Compare() {
  const { comparable, comparison } = useLoaderData<typeof loader>();
  const { t } = useTranslation('compare');
  const locale = useLocale();
  const [params, setParams] = useSearchParams();
  const [isChart, setChart] = useState(true);
  const baseName = useBaseName();
  if (!comparison)
    return (
      <>
        <PageHead title={t('title')} />
        <section className="card">
          <Empty>{t('empty')}</Empty>
        </section>
      </>
    );
  const { programme, indicator, year, base, bases } = comparison;
  const show = (value: string | null): string => (value === null ? '—' : groupDigits(value, locale));
  const setPer = (value: string): void => {
    setParams(editionQuery(programme, { year, indicator: indicator.code, per: value }));
  };
  const per = params.get('per');
  const file = new URLSearchParams({ locale, ...(per ? { per } : {}) });
  const group = comparable.groups.find((one) => one.code === indicator.group);
  return (
    <>
      <ol className="breadcrumb">
        <li>{t('title')}</li>
        {group && <li aria-current="page">{localize(group.label, locale)}</li>}
      </ol>
      <PageHead
        title={localize(indicator.label, locale)}
        note={
          <span className="row">
            {base && <span>{baseName(base)}</span>}
            {indicator.moreIsBetter !== null && comparison.isRanked && (
              <span>{t(indicator.moreIsBetter ? 'direction.good' : 'direction.bad')}</span>
            )}
            {localize(indicator.unit, locale) && (
              <span>{t('unitNote', { unit: localize(indicator.unit, locale) })}</span>
            )}
            <span>{t('mean', { value: show(comparison.cityMean) })}</span>
            <span>{t('median', { value: show(comparison.cityMedian) })}</span>
            {isChart && <span>{t('line')}</span>}
            {comparison.isChanged && <span className="warn-text">{t('changed')}</span>}
          </span>
        }
        actions={
          <>
            {!indicator.isRatio && (
              <select
                className="select compact"
                aria-label={t('base.label')}
                value={base?.per ?? 'none'}
                onChange={(event) => setPer(event.target.value)}
              >
                <option value="none">{t('base.none')}</option>
                {bases.map((one) => (
                  <option key={one.per} value={one.per}>
                    {baseName(one)}
                  </option>
                ))}
              </select>
            )}
            <Link className="button" to={`/compare/all?${editionQuery(programme, { year })}`}>
              {t('all.open')}
            </Link>
            <YearSwitch years={comparable.years} year={year} keep={['indicator', 'per']} />
            <button type="button" className="button" aria-pressed={!isChart} onClick={() => setChart(!isChart)}>
              {t(isChart ? 'view.table' : 'view.chart')}
            </button>
            <a className="button" href={`/files/comparison/${programme}/${year}/${indicator.code}.xlsx?${file}`}>
              {t('export')}
            </a>
          </>
        }
      />
      <YearReachBanner reach={comparison.reach} />
      {!comparison.isRanked && (
        <Banner>{t(base || indicator.isRatio || indicator.moreIsBetter === null ? 'neutral' : 'notRanked')}</Banner>
      )}
      <div className="compare-layout">
        <nav className="card indicator-list" aria-label={t('indicators')}>
          {comparable.groups.map((one) => {
            const inGroup = comparable.indicators.filter(
              (candidate) => candidate.group === one.code && candidate.comparable,
            );
            return (
              inGroup.length > 0 && (
                <div key={one.code} role="group" aria-label={localize(one.label, locale)}>
                  <p className="group" aria-hidden>
                    {localize(one.label, locale)}
                  </p>
                  {inGroup.map((candidate) => {
                    const next = new URLSearchParams({
                      year: String(year),
                      indicator: candidate.code,
                      ...(params.get('per') && !candidate.isRatio ? { per: params.get('per') ?? '' } : {}),
                    });
                    return (
                      <Link
                        key={candidate.code}
                        to={`?${next}`}
                        preventScrollReset
                        className={candidate.code === indicator.code ? 'active' : ''}
                        aria-current={candidate.code === indicator.code || undefined}
                      >
                        {localize(candidate.label, locale)}
                      </Link>
                    );
                  })}
                </div>
              )
            );
          })}
        </nav>
        <section className="card table-scroll" aria-label={localize(indicator.label, locale)}>
          <ComparisonTable comparison={comparison} isChart={isChart} />
        </section>
      </div>
    </>
  );
}
