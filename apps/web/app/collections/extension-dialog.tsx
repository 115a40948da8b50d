import { Button, Dialog, TextArea, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { BoardUnit } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

export function ExtensionDialog({
  collectionId,
  unit,
  onClose,
  onDone,
}: {
  collectionId: string;
  unit: BoardUnit | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation(['collections', 'common']);
  const [form, setForm] = useState({ untilOn: '', reason: '' });
  const { run, isBusy, failure, clear } = useMutation((unitId: number, input: typeof form) =>
    client.collection.extend.mutate({ collectionId, unitId, ...input }),
  );
  const close = (): void => {
    clear();
    setForm({ untilOn: '', reason: '' });
    onClose();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (unit && (await run(unit.id, form))) {
      close();
      onDone();
    }
  };
  return (
    <Dialog
      title={t('collections:actions.extendTitle', { name: unit?.name ?? '' })}
      isOpen={unit !== null}
      onClose={close}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
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
        <FailureAlert failure={failure} />
        <div className="form-actions">
          <Button onClick={close}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t('common:actions.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
