import { localDate, localize, programmeOf } from '@huibao/domain';
import { Banner, Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import type { ListedProgramme } from '../programme/use-programme.ts';
import { AdditionsCard } from '../programmes/additions/additions-card.tsx';
import { BeginDialog } from '../programmes/begin-dialog.tsx';
import { DraftsCard } from '../programmes/drafts-card.tsx';
import { ImportDialog } from '../programmes/import-dialog.tsx';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useHandedOver } from '../use-handed-over.ts';
import { fetchWords } from '../words.ts';

await fetchWords('designer', 'deskErrors', 'programmes');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('programmes:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  load(request, async (client) => ({
    programmes: await client.programme.list.query(),
    additions: await client.additions.list.query(),
    drafts: await client.draft.list.query(),
    samples: await client.draft.samples.query(),
    year: Number(localDate(new Date()).slice(0, 4)),
  }));

export default function Programmes() {
  const { programmes, additions, drafts, samples, year } = useLoaderData<typeof loader>();
  const { t } = useTranslation('programmes');
  const [isImporting, setImporting] = useState(false);
  const [isBeginning, setBeginning] = useState(false);
  const handed = useHandedOver<{ readonly told?: string }>();
  const [told, setDone] = useState<string | null>(null);
  const done = told ?? handed?.told ?? null;
  // The platform has nobody above it to whose programmes it could add.
  const level = useRootData()?.profile?.tenant.kind;
  const hasAbove = level !== 'platform';
  const own = programmes.filter(({ name }) => programmeOf(name).level === level);
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={<Button onClick={() => setImporting(true)}>{t('import')}</Button>}
      />
      {done !== null && (
        <Banner tone="ok" role="status">
          {done}
        </Banner>
      )}
      <section className="card table-scroll" aria-label={t('title')}>
        {programmes.length === 0 ? <Empty>{t('empty')}</Empty> : <ProgrammeTable programmes={programmes} />}
      </section>
      <DraftsCard drafts={drafts} onBegin={() => setBeginning(true)} />
      {hasAbove && <AdditionsCard additions={additions} onDone={setDone} />}
      {isBeginning && <BeginDialog own={own} samples={samples} thisYear={year} onClose={() => setBeginning(false)} />}
      {isImporting && <ImportDialog thisYear={year} onClose={() => setImporting(false)} onDone={setDone} />}
    </>
  );
}

function ProgrammeTable({ programmes }: { programmes: readonly ListedProgramme[] }) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  const ownLevel = useRootData()?.profile?.tenant.kind;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('columns.name')}</th>
          <th scope="col">{t('columns.level')}</th>
          <th scope="col">{t('columns.years')}</th>
        </tr>
      </thead>
      <tbody>
        {programmes.map(({ name, title, years }) => {
          const { level, code } = programmeOf(name);
          const called = localize(title, locale);
          return (
            <tr key={name}>
              <th scope="row">
                {called} <span className="muted small">{code}</span>
              </th>
              <td className="nowrap">
                {t(`levels.${level}`)} {level === ownLevel && <Tag tone="ok">{t('own')}</Tag>}
              </td>
              <td>
                <span className="row">
                  {years.map((year) => (
                    <a
                      key={year}
                      href={`/files/package/${name}/${year}.zip`}
                      aria-label={t('download', { name: called, year })}
                    >
                      {t('year', { year })}
                    </a>
                  ))}
                  {level === ownLevel &&
                    years.map((year) => (
                      <Link key={`issues ${year}`} to={`/programmes/${name}/${year}`}>
                        {t('issues.link', { year })}
                      </Link>
                    ))}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
