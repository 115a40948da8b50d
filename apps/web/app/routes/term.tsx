import { localize } from '@huibao/domain';
import { Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { DeadlineBanner } from '../deadline.tsx';
import { useRootData } from '../root.tsx';
import { TaskTable } from '../term/task-table.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('menu.term'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, async (client) => {
    const { serverNow, terms } = await client.submission.tasks.query();
    return { serverNow, term: terms[0] ?? null };
  });
}

export default function Term() {
  const { serverNow, term } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  if (!term)
    return (
      <>
        <PageHead title={t('term.title')} />
        <div className="card">
          <Empty>{t('term.none')}</Empty>
        </div>
      </>
    );
  const left = term.forms.filter(
    (form) => form.state === 'draft' || form.state === 'returned' || form.state === 'confirming',
  ).length;
  const confirming = role === 'head' ? term.forms.filter((form) => form.state === 'confirming') : [];
  return (
    <>
      <PageHead title={localize(term.period.label, locale)} note={localize(term.title, locale)} />
      <DeadlineBanner serverNow={serverNow} dueAt={term.times.dueAt} isDone={left === 0}>
        <b>{left === 0 ? t('term.allIn') : t('term.formsLeft', { count: left })}</b>
      </DeadlineBanner>
      {role === 'head' && (
        <>
          <h2>{t('term.confirmTitle')}</h2>
          {confirming.length > 0 ? (
            <TaskTable forms={confirming} role={role} caption={t('term.confirmTitle')} />
          ) : (
            <p className="muted">{t('term.confirmNone')}</p>
          )}
          <h2>{t('term.title')}</h2>
        </>
      )}
      <TaskTable
        forms={role === 'head' ? term.forms.filter((form) => form.state !== 'confirming') : term.forms}
        role={role}
        caption={t('term.title')}
      />
    </>
  );
}
