import { isPermitted, localize } from '@huibao/domain';
import { Button, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { useLocale } from '../dates.ts';
import { GroupDialog } from '../indicators/group-dialog.tsx';
import { IndicatorTable } from '../indicators/indicator-table.tsx';
import type { IndicatorList } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'indicators', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('indicators:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const year = Number(new URL(request.url).searchParams.get('year')) || null;
  return loadOfProgramme(request, (client, programme) =>
    client.indicator.list.query({ programme, ...(year === null ? {} : { year }) }),
  );
}

export default function Indicators() {
  const list = useLoaderData<typeof loader>();
  const { t } = useTranslation('indicators');
  const role = useRootData()?.profile?.membership.role;
  const [search, setSearch] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const [isGrouping, setGrouping] = useState(false);
  const mayGroup = role !== undefined && isPermitted(role, 'unit.manage') && list.level === 'bureau';
  const mayMake = role !== undefined && isPermitted(role, 'indicator.manage');
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <label className="check small">
              <input type="checkbox" checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)} />
              {t('onlyOwn')}
            </label>
            <input
              type="search"
              className="input compact"
              aria-label={t('search')}
              placeholder={t('search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <YearSwitch years={list.years} year={list.year} />
            {mayGroup && <Button onClick={() => setGrouping(true)}>{t('group')}</Button>}
            {mayMake && (
              <Link
                className="button primary"
                to={`/indicators/new?${editionQuery(list.programme, { year: list.year })}`}
              >
                {t('new')}
              </Link>
            )}
          </>
        }
      />
      {list.unused.length > 0 && mayMake && <Unused list={list} />}
      <section className="card table-scroll" aria-label={t('title')}>
        <IndicatorTable list={list} search={search} onlyOwn={onlyOwn} />
      </section>
      {isGrouping && <GroupDialog groups={list.unitGroups} onClose={() => setGrouping(false)} />}
    </>
  );
}

function Unused({ list }: { list: IndicatorList }) {
  const { t } = useTranslation('indicators');
  const locale = useLocale();
  return (
    <details className="card padded">
      <summary>
        {t('unused.title')} <span className="muted small">{list.unused.length}</span>
      </summary>
      <p className="muted small">{t('unused.text')}</p>
      <ul className="plain-list">
        {list.unused.map((one) => (
          <li key={one.code}>
            <Link to={`/indicators/${one.code}?${editionQuery(list.programme, { year: list.year })}`}>
              {localize(one.definition.label, locale)}
            </Link>{' '}
            <span className="muted small">{t('versionNo', { no: one.version })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
