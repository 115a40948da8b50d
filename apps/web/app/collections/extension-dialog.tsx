import { Button, Dialog, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { BoardUnit } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** More time for one unit: asked for, it can also be declined. */
export function ExtensionDialog({
  collectionId,
  unit,
  onClose,
  onDone,
}: {
  collectionId: string;
  unit: BoardUnit | null;
  onClose: () => void;
  onDone: (outcome: 'extended' | 'declined') => void;
}) {
  const { t } = useTranslation(['collections', 'common']);
  const [form, setForm] = useState({ untilOn: '', reason: '' });
  const extend = useMutation((unitId: number) => client.collection.extend.mutate({ collectionId, unitId, ...form }));
  const decline = useMutation((unitId: number) =>
    client.collection.declineExtension.mutate({ collectionId, unitId, reason: form.reason }),
  );
  const close = (): void => {
    extend.clear();
    decline.clear();
    setForm({ untilOn: '', reason: '' });
    onClose();
  };
  const finish = async (outcome: 'extended' | 'declined'): Promise<void> => {
    if (!unit || !(await (outcome === 'extended' ? extend : decline).run(unit.id))) return;
    close();
    onDone(outcome);
  };
  return (
    <Dialog
      title={t('collections:actions.extendTitle', { name: unit?.name ?? '' })}
      isOpen={unit !== null}
      onClose={close}
    >
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void finish('extended');
        }}
      >
        {unit?.asks && (
          <p>
            {t('collections:actions.asked', {
              by: unit.asks.by,
              at: formatInstant(unit.asks.at, 'short'),
              reason: unit.asks.reason,
            })}
          </p>
        )}
        <TextField
          label={t('collections:actions.untilOn')}
          type="date"
          required
          value={form.untilOn}
          onChange={(event) => setForm({ ...form, untilOn: event.target.value })}
        />
        <TextArea
          label={t('collections:actions.reason')}
          required
          maxLength={500}
          value={form.reason}
          onChange={(event) => setForm({ ...form, reason: event.target.value })}
        />
        <FailureAlert failure={extend.failure ?? decline.failure} />
        <div className="form-actions">
          <Button onClick={close}>{t('common:actions.cancel')}</Button>
          {unit?.asks && (
            <Button disabled={decline.isBusy || form.reason.trim() === ''} onClick={() => void finish('declined')}>
              {t('collections:actions.decline')}
            </Button>
          )}
          <Button type="submit" variant="primary" disabled={extend.isBusy}>
            {t(unit?.asks ? 'collections:actions.grant' : 'common:actions.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
