import type { PivotDefinition } from '@huibao/domain';
import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { AnalysisView } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

export function SaveViewDialog({ definition, onClose }: { definition: PivotDefinition; onClose: () => void }) {
  const { t } = useTranslation(['analysis', 'common']);
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const { run, isBusy, failure } = useMutation(
    (input: { name: string; definition: PivotDefinition; isShared: boolean }) => client.analysis.saveView.mutate(input),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run({ name, definition, isShared })) onClose();
  };
  return (
    <Dialog title={t('analysis:views.save')} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('analysis:views.name')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label className="check">
          <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} />
          {t('analysis:views.share')}
        </label>
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One's own views: to share, or to take away. */
export function ManageViewsDialog({ views, onClose }: { views: readonly AnalysisView[]; onClose: () => void }) {
  const { t } = useTranslation(['analysis', 'common']);
  const share = useMutation((viewId: string, isShared: boolean) =>
    client.analysis.shareView.mutate({ viewId, isShared }),
  );
  const remove = useMutation((viewId: string) => client.analysis.deleteView.mutate({ viewId }));
  const own = views.filter((view) => view.isMine);
  const isBusy = share.isBusy || remove.isBusy;
  return (
    <Dialog title={t('analysis:views.manage')} isOpen onClose={onClose}>
      <div className="stack">
        {own.length === 0 && <p className="muted">{t('analysis:views.none')}</p>}
        <ul className="plain-list">
          {own.map((view) => (
            <li key={view.id} className="row">
              <span>{view.name}</span>
              <span className="spacer" />
              <label className="check">
                <input
                  type="checkbox"
                  checked={view.isShared}
                  disabled={isBusy}
                  onChange={(event) => void share.run(view.id, event.target.checked)}
                />
                {t('analysis:views.shared')}
              </label>
              <Button
                size="small"
                variant="danger"
                disabled={isBusy}
                aria-label={t('analysis:views.deleteNamed', { name: view.name })}
                onClick={() => void remove.run(view.id)}
              >
                {t('analysis:views.delete')}
              </Button>
            </li>
          ))}
        </ul>
        <FailureAlert failure={share.failure ?? remove.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
