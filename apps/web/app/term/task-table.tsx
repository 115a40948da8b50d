import { localize } from '@huibao/domain';
import { Meter, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { client } from '../client.ts';
import { formatDue, formatInstant, useLocale } from '../dates.ts';
import { AddedMark } from '../programme/added-mark.tsx';

type Tasks = Awaited<ReturnType<typeof client.submission.tasks.query>>;
export type TermTasks = Tasks['terms'][number];
export type FormTask = TermTasks['forms'][number];

/** A term's forms: how far each is, and the one thing to do next. */
export function TaskTable({
  forms,
  role,
  caption,
  hasOpened,
  serverNow,
}: {
  forms: readonly FormTask[];
  role: string | undefined;
  caption: string;
  /** Before it has, a form can be looked at, and no more. */
  hasOpened: boolean;
  serverNow: string;
}) {
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  const primary = forms.find((form) => actionOf(form, role, { hasOpened, serverNow }) !== 'view')?.submissionId;
  return (
    <div className="card table-scroll">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('term.form')}</th>
            <th scope="col">{t('term.state')}</th>
            <th scope="col">{t('term.progress')}</th>
            <th scope="col">{t('term.saved')}</th>
            <th scope="col">{t('term.submitted')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('term.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => {
            const action = actionOf(form, role, { hasOpened, serverNow });
            const title = localize(form.title, locale);
            return (
              <tr key={form.submissionId}>
                <th scope="row">
                  <Link to={`/term/${form.submissionId}`}>
                    {localize(form.number, locale)} {title}
                  </Link>
                  <AddedMark code={form.formCode} />
                  {form.state === 'returned' && form.reason && <p className="small alert-text">{form.reason}</p>}
                  {form.state === 'returned' && form.mendUntil !== null && (
                    <p className="small muted">{t('term.mendUntil', { due: formatDue(form.mendUntil) })}</p>
                  )}
                </th>
                <td className="nowrap">
                  <StateTag form={form} />
                  {form.comments > 0 && (
                    <>
                      {' '}
                      <Tag tone="alert">{t('term.comments', { count: form.comments })}</Tag>
                    </>
                  )}
                  {form.isZeroReport && (
                    <>
                      {' '}
                      <Tag>{t('term.zeroReport')}</Tag>
                    </>
                  )}
                </td>
                <td>
                  <div className="meter-row">
                    <Meter
                      value={form.filled}
                      of={form.required}
                      label={t('term.progressLabel', { form: title, filled: form.filled, required: form.required })}
                      {...(form.filled >= form.required ? { tone: 'ok' as const } : {})}
                    />
                    <span className="small nowrap">
                      {form.filled}/{form.required}
                    </span>
                  </div>
                </td>
                <td className="nowrap small">{form.savedAt ? formatInstant(form.savedAt, 'instant') : '—'}</td>
                <td className="nowrap small">{form.submittedAt ? formatInstant(form.submittedAt, 'instant') : '—'}</td>
                <td className="num">
                  <Link
                    className={form.submissionId === primary ? 'button small primary' : 'button small'}
                    to={`/term/${form.submissionId}`}
                  >
                    {t(`term.actions.${action}`)}
                    <span className="visually-hidden"> {title}</span>
                  </Link>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function actionOf(
  form: FormTask,
  role: string | undefined,
  { hasOpened, serverNow }: { readonly hasOpened: boolean; readonly serverNow: string },
): 'start' | 'continue' | 'mend' | 'view' | 'confirm' {
  if (!hasOpened) return 'view';
  if (role === 'head' && form.state === 'confirming') return 'confirm';
  if (role !== 'reporter' || form.closesAt <= serverNow) return 'view';
  if (form.state === 'returned') return 'mend';
  if (form.state === 'draft') return form.savedAt ? 'continue' : 'start';
  return 'view';
}

export function StateTag({ form }: { form: Pick<FormTask, 'state' | 'savedAt'> }) {
  const { t } = useTranslation('tasks');
  const isUntouched = form.state === 'draft' && form.savedAt === null;
  return (
    <span className={`status ${isUntouched ? 'none' : form.state}`}>
      {t(isUntouched ? 'states.notStarted' : `states.${form.state}`)}
    </span>
  );
}
