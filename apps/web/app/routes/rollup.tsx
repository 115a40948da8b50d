import { localize } from '@huibao/domain';
import { readRefusal } from '@huibao/i18n';
import { Banner, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { useLocale } from '../dates.ts';
import type { Lineage, Rollup } from '../outputs.ts';
import { PublicHidden } from '../public-hidden.tsx';
import { BalanceList } from '../rollup/balance-list.tsx';
import { shownValue } from '../rollup/indicator-values.ts';
import { LineageList } from '../rollup/lineage-list.tsx';
import { RollupTable } from '../rollup/rollup-table.tsx';
import { YearReachBanner } from '../rollup/year-reach-banner.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { AddedMark } from '../programme/added-mark.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('compare', 'figures', 'origin', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('rollup:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const params = new URL(request.url).searchParams;
  return loadOfProgramme(request, async (client, programme) => {
    const years = await client.rollup.years.query({ programme });
    const year = Number(params.get('year')) || years[0];
    if (year === undefined) return { years, rollup: null, lineage: null, isOwnAlone: false };
    const indicator = params.get('indicator');
    const [rollup, lineage] = await Promise.all([
      params.has('preview')
        ? client.rollup.preview.query({ programme, year })
        : client.rollup.get.query({ programme, year }),
      indicator ? client.rollup.lineage.query({ programme, year, indicator, isOwnAlone: params.has('own') }) : null,
    ]);
    return { years, rollup, lineage, isOwnAlone: params.has('own') };
  });
}

export default function RollupPage() {
  const { years, rollup, lineage, isOwnAlone } = useLoaderData<typeof loader>() as {
    years: number[];
    rollup: Rollup | null;
    lineage: Lineage | null;
    isOwnAlone: boolean;
  };
  const { t } = useTranslation('rollup');
  const locale = useLocale();
  const [search, setSearch] = useState('');
  if (!rollup)
    return (
      <>
        <PageHead title={t('title')} />
        <section className="card">
          <Empty>{t('empty')}</Empty>
        </section>
      </>
    );
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <input
              type="search"
              className="input compact"
              aria-label={t('search')}
              placeholder={t('search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <YearSwitch years={years} year={rollup.year} keep={['indicator', 'preview']} />
            <Link
              className="button"
              to={`?${editionQuery(rollup.programme, { year: rollup.year, preview: rollup.isPreview ? null : 1 })}`}
            >
              {t(rollup.isPreview ? 'preview.off' : 'preview.on')}
            </Link>
            {!rollup.isPreview && (
              <a className="button" href={`/files/rollup/${rollup.programme}/${rollup.year}.xlsx?locale=${locale}`}>
                {t('export')}
              </a>
            )}
          </>
        }
      />
      {rollup.isPreview && (
        <Banner tone="warn" role="status">
          {t('preview.banner')}
        </Banner>
      )}
      {rollup.isInNoReport && <Banner>{t('inNoReport')}</Banner>}
      <YearReachBanner reach={rollup.reach} />
      <BalanceList balances={rollup.balances} />
      <div className="with-side">
        <section className="card table-scroll" aria-label={t('title')}>
          <RollupTable rollup={rollup} search={search} opened={lineage?.indicator ?? null} />
        </section>
        <LineagePanel rollup={rollup} lineage={lineage} isOwnAlone={isOwnAlone} />
      </div>
    </>
  );
}

function LineagePanel({
  rollup,
  lineage,
  isOwnAlone,
}: {
  rollup: Rollup;
  lineage: Lineage | null;
  isOwnAlone: boolean;
}) {
  const { t, i18n } = useTranslation(['rollup', 'figures']);
  const locale = useLocale();
  const indicator = rollup.indicators.find((one) => one.code === lineage?.indicator);
  const value = (isOwnAlone ? indicator?.own : indicator?.value) ?? null;
  return (
    <aside className="card side-card sticky-side" aria-label={t('lineage.title')}>
      {!indicator || !lineage ? (
        <p className="muted">{t('lineage.choose')}</p>
      ) : (
        <>
          <div className="row">
            <h2>
              {localize(indicator.label, locale)}
              <AddedMark code={indicator.code} />
            </h2>
            <span className="spacer" />
            <Link
              to={`?${editionQuery(rollup.programme, { year: rollup.year, preview: rollup.isPreview ? 1 : null })}`}
              preventScrollReset
              aria-label={t('lineage.close')}
            >
              ×
            </Link>
          </div>
          {indicator.gap && (
            <Banner tone="alert">
              {t('gapText', { reason: readRefusal({ ...indicator.gap, file: '', path: '$' }, i18n).text })}
            </Banner>
          )}
          <p>
            <span className="big-figure">{shownValue(value, indicator.decimals, locale)}</span>{' '}
            <span className="muted">{localize(indicator.unit, locale)}</span>
            {isOwnAlone && <Tag>{t('columns.own')}</Tag>}
            {!isOwnAlone && indicator.isHidden && <PublicHidden />}
          </p>
          <p>
            <Tag tone={indicator.isPartial ? 'warn' : 'ok'}>
              {t('lineage.answered', {
                answered: value?.answered ?? 0,
                expected: value?.expected ?? 0,
              })}
            </Tag>
          </p>
          {value && value.texts.length > 0 && (
            <p className="small">
              {t('lineage.texts', { texts: value.texts.join(t('figures:change.listSeparator')) })}
            </p>
          )}
          <h3>
            {t('lineage.title')}{' '}
            <span className="muted small">
              {t(lineage.rows.some((row) => row.deliveryId !== null) ? 'lineage.pathBelow' : 'lineage.path')}
            </span>
          </h3>
          <div className="side-scroll">
            <LineageList rows={lineage.rows} reporters={lineage.reporters} periodNames={lineage.periodNames} />
          </div>
        </>
      )}
    </aside>
  );
}
