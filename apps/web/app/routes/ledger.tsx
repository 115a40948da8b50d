import { isPermitted } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadOfProgramme } from '../programme/chosen.server.ts';
import { formatInstant } from '../dates.ts';
import { AnswerDialog, ItemDialog, type LedgerDraft } from '../ledger/ledger-dialogs.tsx';
import type { LedgerItem } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors', 'ledger');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('ledger:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  loadOfProgramme(request, async (client, programme) => {
    const [items, { collections }] = await Promise.all([
      client.ledger.list.query({ programme }),
      client.collection.list.query({ programme }),
    ]);
    return {
      items,
      years: [...new Set([...collections.map((one) => one.year), ...items.map((one) => one.year)])].sort(
        (a, b) => b - a,
      ),
    };
  });

export default function Ledger() {
  const { items, years } = useLoaderData<typeof loader>();
  const { t } = useTranslation('ledger');
  const role = useRootData()?.profile?.membership.role;
  const mayWrite = role !== undefined && isPermitted(role, 'ledger.write');
  const [draft, setDraft] = useState<LedgerDraft | null>(null);
  const [answered, setAnswered] = useState<LedgerItem | null>(null);
  const newest = years[0];
  const groups = [...Map.groupBy(items, (item) => `${item.year}/${item.kind}`).entries()];
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          mayWrite &&
          newest !== undefined && (
            <Button
              variant="primary"
              onClick={() =>
                setDraft({ id: null, year: newest, kind: 'shortcoming', title: '', detail: '', owner: '', dueOn: null })
              }
            >
              {t('add')}
            </Button>
          )
        }
      />
      {items.length === 0 && (
        <section className="card">
          <Empty>{t('empty')}</Empty>
        </section>
      )}
      {groups.map(([key, group]) => {
        const first = group[0];
        if (!first) return null;
        return (
          <section key={key} className="card" aria-labelledby={`group-${key}`}>
            <h2 id={`group-${key}`} className="card-title">
              {t('year', { year: first.year })} · {t(`kinds.${first.kind}`)}
            </h2>
            <div className="table-scroll">
              <table className="table ledger">
                <thead>
                  <tr>
                    <th scope="col">{t('columns.item')}</th>
                    <th scope="col">{t('columns.owner')}</th>
                    <th scope="col">{t('columns.due')}</th>
                    <th scope="col">{t('columns.state')}</th>
                    <th scope="col">{t('columns.answer')}</th>
                    {mayWrite && (
                      <th scope="col">
                        <span className="visually-hidden">{t('columns.actions')}</span>
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {group.map((item) => (
                    <tr key={item.id}>
                      <th scope="row">
                        <p>{item.title}</p>
                        <p className="small muted">{item.detail}</p>
                      </th>
                      <td>{item.owner}</td>
                      <td className="nowrap">{item.dueOn ?? t('noDue')}</td>
                      <td>
                        <Tag tone={item.state === 'done' ? 'ok' : 'warn'}>{t(`states.${item.state}`)}</Tag>
                      </td>
                      <td>
                        <p>{item.answer ?? ''}</p>
                        {item.answeredAt && (
                          <p className="small muted">
                            {t('answeredAt', { at: formatInstant(item.answeredAt, 'date') })}
                          </p>
                        )}
                      </td>
                      {mayWrite && (
                        <td className="nowrap">
                          <Button size="small" variant="plain" onClick={() => setAnswered(item)}>
                            {t(item.state === 'done' ? 'reopen' : 'answer')}
                          </Button>
                          <Button size="small" variant="plain" onClick={() => setDraft(item)}>
                            {t('edit')}
                          </Button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
      {draft && <ItemDialog draft={draft} years={years} onClose={() => setDraft(null)} />}
      {answered && <AnswerDialog item={answered} onClose={() => setAnswered(null)} />}
    </>
  );
}
