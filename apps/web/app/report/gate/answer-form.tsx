import { Button, TextArea } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { useMutation } from '../../use-mutation.ts';

/** An answer in writing, in the row of what it answers. */
export function AnswerForm({
  reportId,
  fingerprint,
  text: before,
  onClose,
}: {
  reportId: string;
  fingerprint: string;
  text: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reports', 'common']);
  const [text, setText] = useState(before);
  const { run, isBusy, failure } = useMutation(() =>
    client.report.answer.mutate({ reportId, fingerprint, text: text.trim() }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run()) onClose();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <TextArea
        label={t('reports:gate.answerLabel')}
        autoFocus
        required
        minLength={2}
        maxLength={500}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FailureAlert failure={failure} />
      <div className="form-actions">
        <Button size="small" onClick={onClose}>
          {t('common:actions.cancel')}
        </Button>
        <Button size="small" type="submit" variant="primary" disabled={isBusy}>
          {t('common:actions.save')}
        </Button>
      </div>
    </form>
  );
}
