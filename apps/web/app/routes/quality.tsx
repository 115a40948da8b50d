import { localize } from '@huibao/domain';
import { Empty, Meter, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { useLocale } from '../dates.ts';
import type { Outlier, Quality } from '../outputs.ts';
import { OutlierTable } from '../quality/outlier-table.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { AddedMark } from '../programme/added-mark.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'quality', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('quality:title'));

export function loader({ request }: LoaderFunctionArgs) {
  return loadOfProgramme(request, async (client, programme) => {
    const { collections } = await client.collection.list.query({ programme });
    const years = [...new Set(collections.map((one) => one.year))];
    const year = Number(new URL(request.url).searchParams.get('year')) || years[0];
    if (year === undefined) return { years, quality: null, outliers: [] };
    const [quality, { outliers }] = await Promise.all([
      client.collection.quality.query({ programme, year }),
      client.rollup.outliers.query({ programme, year }),
    ]);
    return { years, quality, outliers };
  });
}

const rates = ['submitted', 'onTime', 'complete', 'accepted'] as const;

export default function QualityPage() {
  const { years, quality, outliers } = useLoaderData<typeof loader>() as {
    years: number[];
    quality: Quality | null;
    outliers: Outlier[];
  };
  const { t } = useTranslation('quality');
  if (!quality || quality.overall.expected === 0)
    return (
      <>
        <PageHead
          title={t('title')}
          {...(quality ? { actions: <YearSwitch years={years} year={quality.year} /> } : {})}
        />
        <section className="card">
          <Empty>{t('empty')}</Empty>
        </section>
      </>
    );
  return (
    <>
      <PageHead title={t('title')} note={t('note')} actions={<YearSwitch years={years} year={quality.year} />} />
      <div className="kpis">
        {rates.map((rate) => {
          const [count, of] = [quality.overall[rate], baseOf(quality.overall, rate)];
          return (
            <div key={rate} className="card kpi" title={t(`hint.${rate}`)}>
              <span className="label">{t(`rates.${rate}`)}</span>
              <span className="value">
                {percent(count, of)} <small>{of === 0 ? t('noneDue') : t('of', { count, expected: of })}</small>
              </span>
              <Meter value={count} of={of} label={t(`rates.${rate}`)} {...toneOf(count, of)} />
            </div>
          );
        })}
      </div>
      <OutlierTable programme={quality.programme} year={quality.year} outliers={outliers} />
      <div className="quality-tables">
        <FormTable quality={quality} />
        <UnitTable quality={quality} />
      </div>
    </>
  );
}

/** What is on time is told of what is due. */
function baseOf(counts: Quality['overall'], rate: (typeof rates)[number]): number {
  return rate === 'onTime' ? counts.due : counts.expected;
}

function toneOf(count: number, of: number): { readonly tone?: 'ok' } {
  return of > 0 && count === of ? { tone: 'ok' } : {};
}

/** Of a list: nothing due is nothing late. */
function share(count: number, of: number): number {
  return of === 0 ? 1 : count / of;
}

function percent(count: number, expected: number): string {
  if (expected === 0) return '—';
  // Whole only where it is: 99.6 never prints as 100.
  return `${count === expected ? 100 : Math.min(99, Math.round((100 * count) / expected))}%`;
}

function RateCells({ counts }: { counts: Quality['overall'] }) {
  const { t } = useTranslation('quality');
  return rates.map((rate) => {
    const [count, of] = [counts[rate], baseOf(counts, rate)];
    return (
      <td key={rate}>
        <span className="rate">
          <Meter value={count} of={of} label={t(`rates.${rate}`)} {...toneOf(count, of)} />
          <span className="num">{of === 0 ? '—' : `${count}/${of}`}</span>
        </span>
      </td>
    );
  });
}

function RateHeads() {
  const { t } = useTranslation('quality');
  return rates.map((rate) => (
    <th key={rate} scope="col" title={t(`hint.${rate}`)}>
      {t(`rates.${rate}`)}
    </th>
  ));
}

function FormTable({ quality }: { quality: Quality }) {
  const { t } = useTranslation('quality');
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="by-form">
      <div className="card-title">
        <h2 id="by-form">{t('byForm')}</h2>
      </div>
      <div className="table-scroll" role="group" aria-labelledby="by-form" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('term')}</th>
              <th scope="col">{t('form')}</th>
              <RateHeads />
            </tr>
          </thead>
          <tbody>
            {quality.byForm.map((row) => (
              <tr key={`${row.period.ordinal}/${row.code}`}>
                <td className="nowrap">{localize(row.period.label, locale)}</td>
                <th scope="row">
                  {localize(row.title, locale)}
                  <AddedMark code={row.code} />
                </th>
                <RateCells counts={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function UnitTable({ quality }: { quality: Quality }) {
  const { t } = useTranslation('quality');
  // Who has most left to do first.
  const units = [...quality.byUnit].sort(
    (a, b) =>
      share(a.accepted, a.expected) - share(b.accepted, b.expected) || share(a.onTime, a.due) - share(b.onTime, b.due),
  );
  return (
    <section className="card" aria-labelledby="by-unit">
      <div className="card-title">
        <h2 id="by-unit">{t('byUnit')}</h2>
      </div>
      <div className="table-scroll" role="group" aria-labelledby="by-unit" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              <RateHeads />
            </tr>
          </thead>
          <tbody>
            {units.map((row) => (
              <tr key={row.unitId}>
                <th scope="row">{row.name}</th>
                <RateCells counts={row} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
