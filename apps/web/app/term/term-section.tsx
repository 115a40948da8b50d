import { localize } from '@huibao/domain';
import { Banner, Button } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { DeadlineBanner } from '../deadline.tsx';
import type { ExtensionAnswer, TermTasks } from '../outputs.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useMutation } from '../use-mutation.ts';
import { TaskTable } from './task-table.tsx';

/** One term's forms: how many are left until when, and the way to ask for more time. */
export function TermSection({
  term,
  serverNow,
  role,
  request,
  hasHeading,
  hasTitle,
}: {
  term: TermTasks;
  serverNow: string;
  role: string | undefined;
  /** The unit's last question for more time in this term. */
  request: ExtensionAnswer | undefined;
  hasHeading: boolean;
  /** Whether it says of which programme it is. */
  hasTitle: boolean;
}) {
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  const [isAsking, setAsking] = useState(false);
  const ask = useMutation((reason: string) =>
    client.collection.requestExtension.mutate({ collectionId: term.collectionId, reason }),
  );
  const left = term.forms.filter(
    (form) => form.state === 'draft' || form.state === 'returned' || form.state === 'confirming',
  );
  const confirming = role === 'head' ? term.forms.filter((form) => form.state === 'confirming') : [];
  const hasOpened = term.times.opensAt <= serverNow;
  const open = left.filter(({ closesAt }) => serverNow < closesAt);
  // Of what was sent back with days of its own, these are what there is to keep to.
  const isOwn = open.length > 0 && term.times.closesAt <= serverNow;
  const dueAt = isOwn ? open.map(({ closesAt }) => closesAt).toSorted()[0] : term.times.dueAt;
  const label = localize(term.period.label, locale);
  const Part = hasHeading ? 'h3' : 'h2';
  return (
    <section className="stack" aria-label={hasTitle ? `${label} ${localize(term.title, locale)}` : label}>
      {hasHeading && (
        <h2>
          {label}
          {hasTitle && <span className="muted small"> {localize(term.title, locale)}</span>}
        </h2>
      )}
      <DeadlineBanner serverNow={serverNow} dueAt={dueAt ?? term.times.dueAt} isDone={left.length === 0}>
        <b>{left.length === 0 ? t('term.allIn') : t('term.formsLeft', { count: left.length })}</b>
        {left.length > 0 && hasOpened && request?.state !== 'pending' && (
          <Button size="small" variant="plain" onClick={() => setAsking(true)}>
            {t('term.askExtension')}
          </Button>
        )}
      </DeadlineBanner>
      {hasOpened && open.length < left.length && <Banner tone="warn">{t('term.closed')}</Banner>}
      {left.length > 0 && request?.state === 'pending' && (
        <Banner>{t('term.asked', { at: formatInstant(request.askedAt, 'short') })}</Banner>
      )}
      {left.length > 0 && request?.state === 'declined' && (
        <Banner tone="warn">{t('term.declined', { reason: request.answer ?? '' })}</Banner>
      )}
      {role === 'head' && (
        <>
          <Part>{t('term.confirmTitle')}</Part>
          {confirming.length > 0 ? (
            <TaskTable
              forms={confirming}
              role={role}
              caption={t('term.confirmTitle')}
              hasOpened={hasOpened}
              serverNow={serverNow}
            />
          ) : (
            <p className="muted">{t('term.confirmNone')}</p>
          )}
          <Part>{t('term.title')}</Part>
        </>
      )}
      <TaskTable
        forms={role === 'head' ? term.forms.filter((form) => form.state !== 'confirming') : term.forms}
        role={role}
        caption={t('term.title')}
        hasOpened={hasOpened}
        serverNow={serverNow}
      />
      {term.retired.length > 0 && (
        <p className="muted">
          {t('term.retired')}
          {term.retired.map((form) => (
            <Link key={form.submissionId} to={`/term/${form.submissionId}`}>
              {localize(form.number, locale)} {localize(form.title, locale)}{' '}
            </Link>
          ))}
        </p>
      )}
      <ReasonDialog
        title={t('term.askTitle', { term: label })}
        label={t('term.askReason')}
        action={t('term.askExtension')}
        isOpen={isAsking}
        isBusy={ask.isBusy}
        failure={ask.failure}
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => (await ask.run(reason)) !== undefined}
      />
    </section>
  );
}
