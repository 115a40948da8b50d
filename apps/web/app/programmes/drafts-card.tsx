import { localize } from '@huibao/domain';
import { Button, Dialog, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ListedDraft } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** The programmes that are being built, with who changed what last. */
export function DraftsCard({ drafts, onBegin }: { drafts: readonly ListedDraft[]; onBegin: () => void }) {
  const { t } = useTranslation(['designer', 'programmes']);
  const locale = useLocale();
  const [discarded, setDiscarded] = useState<ListedDraft | null>(null);
  return (
    <section className="card" aria-labelledby="drafts-title">
      <div className="card-title">
        <div className="row">
          <h2 id="drafts-title">{t('designer:drafts.title')}</h2>
          <span className="spacer" />
          <Button variant="primary" onClick={onBegin}>
            {t('designer:drafts.begin')}
          </Button>
        </div>
        <p className="muted">{t('designer:drafts.note')}</p>
      </div>
      {drafts.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('programmes:columns.name')}</th>
              <th scope="col">{t('programmes:dialog.year')}</th>
              <th scope="col">{t('designer:drafts.changed')}</th>
              <th scope="col">{t('designer:drafts.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {drafts.map((draft) => {
              const title = localize(draft.title, locale);
              return (
                <tr key={draft.id}>
                  <th scope="row">
                    <Link to={`/programmes/drafts/${draft.id}`}>
                      {title} <span className="small">{draft.code}</span>
                    </Link>{' '}
                    {draft.kind === 'additions' && <Tag tone="info">{t('designer:adding.kind')}</Tag>}
                  </th>
                  <td className="nowrap">{t('programmes:year', { year: draft.year })}</td>
                  <td>
                    {draft.by} <span className="muted">{formatInstant(draft.at, 'instant')}</span>
                  </td>
                  <td>
                    <span className="row">
                      <a
                        href={`/files/draft/${draft.id}.zip`}
                        aria-label={t('designer:drafts.downloadName', { title })}
                      >
                        {t('designer:drafts.download')}
                      </a>
                      <Button
                        size="small"
                        aria-label={t('designer:drafts.discardName', { title })}
                        onClick={() => setDiscarded(draft)}
                      >
                        {t('designer:drafts.discard')}
                      </Button>
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {discarded && <DiscardDialog draft={discarded} onClose={() => setDiscarded(null)} />}
    </section>
  );
}

function DiscardDialog({ draft, onClose }: { draft: ListedDraft; onClose: () => void }) {
  const { t } = useTranslation(['designer', 'common']);
  const locale = useLocale();
  const { run, isBusy, failure } = useMutation(() => client.draft.discard.mutate({ draftId: draft.id }));
  const discard = async (): Promise<void> => {
    if (await run()) onClose();
  };
  const title = localize(draft.title, locale);
  return (
    <Dialog title={t('designer:drafts.discardName', { title })} isOpen onClose={onClose}>
      <div className="form">
        <p>{t('designer:drafts.discardText', { by: draft.by })}</p>
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="danger" disabled={isBusy} onClick={() => void discard()}>
            {t('designer:drafts.discard')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
