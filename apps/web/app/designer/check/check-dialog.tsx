import { localize } from '@huibao/domain';
import { readPlace } from '@huibao/domain/designing';
import { Button, Dialog } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { ChangeTable } from '../../programmes/change-table.tsx';
import type { CheckedDraft } from '../../outputs.ts';
import { isPublishable } from '../../programmes/package-preview.ts';
import { RefusalTable } from '../../programmes/refusal-table.tsx';
import { useMutation } from '../../use-mutation.ts';
import { AdviceList } from './advice-list.tsx';
import type { Chosen } from '../outline/nodes.ts';
import { useNamedRefusals } from './named-refusals.ts';
import { namesAlong, usePartName } from '../part-name.ts';
import type { DraftHandle } from '../use-draft.ts';

/** What is wrong with the draft, each with the way to it; or what publishing it changes, and the button that does. */
export function CheckDialog({
  draft,
  onGo,
  onClose,
}: {
  readonly draft: DraftHandle;
  readonly onGo: (chosen: Chosen) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'programmes', 'common']);
  const locale = useLocale();
  const navigate = useNavigate();
  const [preview, setPreview] = useState<CheckedDraft | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id: draftId, store } = draft;
  const { parts } = draft.state;
  const nameOfPart = usePartName(parts);
  const byName = useNamedRefusals(parts);
  useEffect(() => {
    let isGone = false;
    const check = async (): Promise<void> => {
      // What is checked is what everybody sees.
      if (!(await store.saveAll())) return onClose();
      const found = await client.draft.check.query({ draftId });
      if (!isGone) setPreview(found);
    };
    check().catch((error: unknown) => {
      if (!isGone) setFailure(failureOf(error));
    });
    return () => {
      isGone = true;
    };
  }, [draftId, store, onClose]);
  const publish = useMutation(() => {
    const { hash = '', issueNo = 1 } = preview?.offered ?? {};
    return client.draft.publish.mutate({ draftId, hash, issueNo });
  });
  const offered = preview?.offered;
  const isReady = preview !== null && isPublishable(preview);
  const go = ({ file, path }: { readonly file: string; readonly path: string }): void => {
    onGo({ part: file, path: readPlace(path) });
    onClose();
  };
  const tick = useMutation(async (advice: string, isSeen: boolean) => {
    await client.draft.tickAdvice.mutate({ draftId, advice, isSeen });
    const ticked = (of: CheckedDraft): CheckedDraft => ({
      ...of,
      advice: of.advice.map((one) => (one.key === advice ? { ...one, isSeen } : one)),
    });
    setPreview((before) => before && ticked(before));
    return true;
  });
  const send = async (): Promise<void> => {
    const published = await publish.run();
    if (!published || !offered) return;
    const told = t('programmes:done', { title: localize(offered.title, locale), year: offered.year });
    void navigate('/programmes', { state: { told } });
  };
  return (
    <Dialog title={t('designer:check.title')} isOpen onClose={onClose} size="wide">
      <div className="form" aria-busy={preview === null && failure === null}>
        <FailureAlert failure={failure ?? publish.failure ?? tick.failure} />
        {preview === null && failure === null && <p role="status">{t('designer:check.running')}</p>}
        {preview && preview.refusals.length > 0 && (
          <RefusalTable
            refusals={preview.refusals.map(byName)}
            canGo={({ file }) => parts.has(file)}
            onGo={go}
            named={({ file, path }) => ({
              part: parts.has(file) ? nameOfPart(file) : t('programmes:refusals.draftWhole'),
              place: namesAlong(parts.get(file), path)
                .map((name) => localize(name, locale))
                .join(t('designer:conflict.within')),
            })}
          />
        )}
        {preview && (
          <AdviceList
            draft={draft}
            checked={preview}
            onGo={go}
            onTick={(advice, isSeen) => void tick.run(advice, isSeen)}
          />
        )}
        {offered && preview.refusals.length === 0 && <ChangeTable offered={offered} />}
        {isReady && (
          <p className="muted">{t(offered?.standing === 'amends' ? 'programmes:amending' : 'programmes:final')}</p>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
          {isReady && (
            <Button variant="primary" disabled={publish.isBusy} onClick={() => void send()}>
              {t('programmes:dialog.publish')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
