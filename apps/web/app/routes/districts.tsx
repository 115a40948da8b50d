import { Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { formatInstant } from '../dates.ts';
import { DeliveryTag } from '../oversight/delivery-tag.tsx';
import { titleOf } from '../title.ts';
import { YearSwitch } from '../year-switch.tsx';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'districts', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('districts:title'));

export function loader({ request }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('year')) || null;
  return loadOfProgramme(request, async (client, programme) => {
    const thisYear = new Date().getFullYear();
    const { years } = await client.oversight.comparable.query({ programme, year: wanted ?? thisYear });
    return {
      years: [...new Set([...years, thisYear])].sort((a, b) => b - a),
      ...(await client.oversight.districts.query({ programme, year: wanted ?? years[0] ?? thisYear })),
    };
  });
}

export default function Districts() {
  const { years, year, dueOn, isOverdue, districts } = useLoaderData<typeof loader>();
  const { t } = useTranslation('districts');
  // What was taken back was never sent.
  const newest = districts.map((one) => one.deliveries.find(({ annulledOn }) => annulledOn === null));
  return (
    <>
      <PageHead
        title={t('title')}
        note={
          <span className="row">
            {dueOn && <span>{t('due', { date: dueOn })}</span>}
            <span>
              {t('tally', {
                sent: newest.filter(Boolean).length,
                all: districts.length,
                pending: newest.filter((one) => one?.state === 'pending').length,
              })}
            </span>
          </span>
        }
        actions={<YearSwitch years={years} year={year} />}
      />
      <section className="card">
        {districts.length === 0 ? (
          <Empty>{t('empty')}</Empty>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('columns.district')}</th>
                  <th scope="col">{t('columns.state')}</th>
                  <th scope="col">{t('columns.version')}</th>
                  <th scope="col">{t('columns.number')}</th>
                  <th scope="col">{t('columns.sentAt')}</th>
                  <th scope="col">{t('columns.decided')}</th>
                </tr>
              </thead>
              <tbody>
                {districts.map((district) =>
                  district.deliveries.length === 0 ? (
                    <tr key={district.unitId}>
                      <th scope="row">{district.name}</th>
                      <td>
                        <DeliveryTag state={isOverdue ? 'overdue' : 'none'} />
                      </td>
                      <td />
                      <td />
                      <td />
                      <td />
                    </tr>
                  ) : (
                    district.deliveries.map((one, index) => (
                      <tr key={one.id} className={index > 0 ? 'muted' : ''}>
                        <th scope="row">
                          <Link to={`/districts/${one.id}`}>{district.name}</Link>
                        </th>
                        <td>
                          <DeliveryTag state={one.state} />{' '}
                          {one.annulledOn !== null && <DeliveryTag state="annulled" />}{' '}
                          {one.isLate && <Tag tone="warn">{t('late')}</Tag>}
                        </td>
                        <td>{t('version', { no: one.version })}</td>
                        <td>{one.number}</td>
                        <td className="nowrap">{formatInstant(one.sentAt, 'instant')}</td>
                        <td>
                          {one.decidedAt &&
                            t('decidedBy', { by: one.decidedBy ?? '', at: formatInstant(one.decidedAt, 'instant') })}
                          {one.reason && <p className="small">{one.reason}</p>}
                        </td>
                      </tr>
                    ))
                  ),
                )}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
