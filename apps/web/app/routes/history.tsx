import { localize } from '@huibao/domain';
import { Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { divideTerms } from '../term/divide-terms.ts';
import { StateTag } from '../term/task-table.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('menu.history'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, async (client) => {
    const { terms, serverNow } = await client.submission.tasks.query();
    return {
      terms: divideTerms(terms, serverNow).earlier,
      isOneProgramme: terms.every(({ programme }) => programme === terms[0]?.programme),
    };
  });
}

export default function History() {
  const { terms, isOneProgramme } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  return (
    <>
      <PageHead title={t('history.title')} />
      {terms.length === 0 && (
        <div className="card">
          <Empty>{t('history.none')}</Empty>
        </div>
      )}
      {terms.map((term) => (
        <section key={term.collectionId} className="card table-scroll" aria-labelledby={term.collectionId}>
          <h2 id={term.collectionId} className="card-title">
            {localize(term.period.label, locale)}
            {!isOneProgramme && <span className="muted small"> {localize(term.title, locale)}</span>}
          </h2>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('term.form')}</th>
                <th scope="col">{t('term.state')}</th>
                <th scope="col">{t('term.submitted')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('term.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {term.forms.map((form) => (
                <tr key={form.submissionId}>
                  <th scope="row">
                    {localize(form.number, locale)} {localize(form.title, locale)}
                  </th>
                  <td>
                    <StateTag form={form} />
                  </td>
                  <td className="small">
                    {form.submittedAt ? (
                      <>
                        {formatInstant(form.submittedAt, 'instant')}{' '}
                        <span className="muted">{t('history.revision', { no: form.revisionNo })}</span>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td className="num">
                    <Link to={`/history/${form.submissionId}`}>
                      {t('history.open')}
                      <span className="visually-hidden"> {localize(form.title, locale)}</span>
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
