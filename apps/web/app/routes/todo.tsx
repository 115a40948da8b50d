import { localize } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { NearLimits } from '../near-limits.tsx';
import { useProgrammes } from '../programme/use-programme.ts';
import { titleOf } from '../title.ts';
import { useNoticeText } from '../todo/notice-text.ts';
import { useMutation } from '../use-mutation.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('tasks:todo.title'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, async (client) => {
    const [todo, notices] = await Promise.all([client.todo.get.query(), client.todo.notices.query()]);
    return { todo, notices };
  });
}

export default function Todo() {
  const { todo, notices } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const textOf = useNoticeText();
  const locale = useLocale();
  const programmes = useProgrammes();
  const isOneOfSeveral = programmes.length > 1;
  const titleOfProgramme = (name: string | null): string => {
    const found = programmes.find((one) => one.name === name);
    return found ? localize(found.title, locale) : '';
  };
  const { run, isBusy, failure } = useMutation((ids: string[]) => client.todo.markRead.mutate({ ids }));
  const unread = notices.filter((notice) => !notice.isRead);
  const ordered = [...unread, ...notices.filter((notice) => notice.isRead)];
  return (
    <>
      <PageHead title={t('todo.title')} />
      <FailureAlert failure={failure} />
      <NearLimits limits={todo.limits} />
      {todo.waiting.length === 0 && unread.length === 0 && (
        <section className="card">
          <Empty>{t('todo.empty')}</Empty>
        </section>
      )}
      {todo.waiting.length > 0 && (
        <section className="card" aria-labelledby="waiting">
          <h2 id="waiting" className="card-title">
            {t('todo.waiting')}
          </h2>
          <ul className="list">
            {todo.waiting.map((item) => (
              <li key={`${item.kind} ${item.programme ?? ''}`}>
                <Link className="list-link" to={item.href}>
                  {t(`todo.waitingKinds.${item.kind}`)}
                  {isOneOfSeveral && <span className="muted small"> {titleOfProgramme(item.programme)}</span>}
                </Link>
                <span className="spacer" />
                <Tag tone={item.kind.endsWith('returned') ? 'alert' : 'info'}>
                  {t('todo.count', { count: item.count })}
                </Tag>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-labelledby="notices">
        <div className="card-title row">
          <h2 id="notices">{t('todo.notices')}</h2>
          <span className="spacer" />
          {unread.length > 0 && (
            <Button size="small" disabled={isBusy} onClick={() => void run(unread.map((notice) => notice.id))}>
              {t('todo.markAllRead')}
            </Button>
          )}
        </div>
        {ordered.length === 0 ? (
          <Empty>{t('todo.noNotices')}</Empty>
        ) : (
          <ul className="list">
            {ordered.map((notice) => (
              <li key={notice.id} className={notice.isRead ? 'muted' : ''}>
                {!notice.isRead && (
                  <Tag
                    tone={
                      ['overdue', 'reopened', 'report_annulled'].includes(notice.kind) ||
                      notice.kind.endsWith('returned')
                        ? 'alert'
                        : 'info'
                    }
                  >
                    {t('todo.unread')}
                  </Tag>
                )}
                <Link
                  className="list-link"
                  to={notice.href}
                  onClick={() => {
                    if (!notice.isRead) void run([notice.id]);
                  }}
                >
                  {textOf(notice)}
                </Link>
                {isOneOfSeveral && <span className="small muted">{localize(notice.params.programme, locale)}</span>}
                <span className="spacer" />
                <time className="small muted nowrap" dateTime={notice.at}>
                  {formatInstant(notice.at, 'instant')}
                </time>
                {!notice.isRead && (
                  <Button size="small" variant="plain" disabled={isBusy} onClick={() => void run([notice.id])}>
                    {t('todo.markRead')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
