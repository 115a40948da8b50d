import { localize } from '@huibao/domain';
import { Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { useLocale } from '../dates.ts';
import { MatrixTable } from '../oversight/matrix-table.tsx';
import { packMatrix, unpackMatrix } from '../oversight/packed-matrix.ts';
import { YearReachBanner } from '../rollup/year-reach-banner.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('compare', 'figures', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('compare:all.title'));

export function loader({ request }: LoaderFunctionArgs) {
  return loadOfProgramme(request, async (client, programme) => {
    const wanted = Number(new URL(request.url).searchParams.get('year')) || new Date().getFullYear() - 1;
    const [{ years }, matrix] = await Promise.all([
      client.oversight.comparable.query({ programme, year: wanted }),
      client.oversight.matrix.query({ programme, year: wanted }),
    ]);
    return { years, packed: packMatrix(matrix) };
  });
}

export default function CompareAll() {
  const { years, packed } = useLoaderData<typeof loader>();
  const matrix = useMemo(() => unpackMatrix(packed), [packed]);
  const { t } = useTranslation(['compare', 'rollup']);
  const locale = useLocale();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = matrix.indicators.filter(
    (one) => wanted === '' || localize(one.label, locale).toLowerCase().includes(wanted),
  );
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to={`/compare?${editionQuery(matrix.programme, { year: matrix.year })}`}>{t('compare:title')}</Link>
        </li>
        <li aria-current="page">{t('compare:all.title')}</li>
      </ol>
      <PageHead
        title={t('compare:all.title')}
        note={
          <span className="row">
            <span>{t('compare:all.note')}</span>
            <span className="ok-text">{t('compare:legend.best')}</span>
            <span className="alert-text">{t('compare:legend.worst')}</span>
            <span className="muted">{t('compare:legend.unranked')}</span>
            <span className="muted">{t('compare:all.earlier')}</span>
          </span>
        }
        actions={
          <>
            <input
              type="search"
              className="input compact"
              aria-label={t('rollup:search')}
              placeholder={t('rollup:search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Link className="button" to={`/compare?${editionQuery(matrix.programme, { year: matrix.year })}`}>
              {t('compare:all.one')}
            </Link>
            <YearSwitch years={years} year={matrix.year} />
          </>
        }
      />
      <YearReachBanner reach={matrix.reach} />
      <section className="card table-scroll matrix-card" aria-label={t('compare:all.title')}>
        {shown.length === 0 ? <Empty>{t('rollup:none')}</Empty> : <MatrixTable matrix={matrix} indicators={shown} />}
      </section>
    </>
  );
}
