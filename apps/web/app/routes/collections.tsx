import { isPermitted, localize, phaseOf } from '@huibao/domain';
import { Button, Empty, Meter, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { OpenDialog } from '../collections/open-dialog.tsx';
import { formatDue, formatInstant, useLocale } from '../dates.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('collections:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  loadOfProgramme(request, (client, programme) => client.collection.list.query({ programme }));

const tones = { scheduled: undefined, open: 'info', overdue: 'warn', closed: undefined } as const;

export default function Collections() {
  const { collections, proposals, partYears, serverNow } = useLoaderData<typeof loader>();
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const [isOpening, setOpening] = useState(false);
  const mayOpen = role !== undefined && isPermitted(role, 'collection.run');
  const phase = (times: (typeof collections)[number]['times']) =>
    phaseOf(
      { opensAt: new Date(times.opensAt), dueAt: new Date(times.dueAt), closesAt: new Date(times.closesAt) },
      new Date(serverNow),
    );
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            {partYears[0] !== undefined && (
              <Link className="button" to={`/collections/parts?year=${partYears[0]}`}>
                {t('parts.title')}
              </Link>
            )}
            {mayOpen && proposals.length > 0 && (
              <Button variant="primary" onClick={() => setOpening(true)}>
                {t('open.action')}
              </Button>
            )}
          </>
        }
      />
      <section className="card">
        {collections.length === 0 ? (
          <Empty>{t('list.empty')}</Empty>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('list.term')}</th>
                  <th scope="col">{t('list.phase')}</th>
                  <th scope="col">{t('list.window')}</th>
                  <th scope="col">{t('list.submitted')}</th>
                  <th scope="col">{t('list.accepted')}</th>
                </tr>
              </thead>
              <tbody>
                {collections.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={`/collections/${one.id}`}>{localize(one.period.label, locale)}</Link>{' '}
                      {one.isAmended && phase(one.times) !== 'closed' && (
                        <Tag tone="warn">{t('amendment.waiting')}</Tag>
                      )}
                    </th>
                    <td>
                      <Tag tone={tones[phase(one.times)]}>{t(`phases.${phase(one.times)}`)}</Tag>
                    </td>
                    <td className="nowrap">{`${formatInstant(one.times.opensAt, 'date')} — ${formatDue(one.times.dueAt).slice(0, 10)} — ${formatDue(one.times.closesAt).slice(0, 10)}`}</td>
                    <td>
                      <div className="progress">
                        <span>
                          {one.submitted} / {one.expected}
                        </span>
                        <Meter value={one.submitted} of={one.expected} label={t('list.submitted')} />
                      </div>
                    </td>
                    <td>
                      <div className="progress">
                        <span>
                          {one.accepted} / {one.expected}
                        </span>
                        <Meter value={one.accepted} of={one.expected} label={t('list.accepted')} tone="ok" />
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <OpenDialog
        proposals={proposals}
        today={formatInstant(serverNow, 'date')}
        isOpen={isOpening}
        onClose={() => setOpening(false)}
      />
    </>
  );
}
