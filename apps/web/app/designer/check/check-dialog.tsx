import { localize } from '@huibao/domain';
import { placeInWhole, readPlace } from '@huibao/domain/designing';
import { Button, Dialog } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { OfferedAdditions } from '../../programmes/additions/offered-additions.tsx';
import { ChangeTable } from '../../programmes/change-table.tsx';
import type { CheckedDraft } from '../../outputs.ts';
import { isPublishable } from '../../programmes/package-preview.ts';
import { RefusalTable } from '../../programmes/refusal-table.tsx';
import { useMutation } from '../../use-mutation.ts';
import { AdviceList } from './advice-list.tsx';
import type { Chosen } from '../outline/nodes.ts';
import { useNamedRefusals } from './named-refusals.ts';
import { namesAlong, usePartName } from '../part-name.ts';
import { shortened } from '../shortened.ts';
import type { DraftHandle } from '../use-draft.ts';
import { fetchWords } from '../../words.ts';

await fetchWords('programmes');

/** Of each piece that a place stands in. */
const longestName = 60;

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
  const { id: draftId, store, lens } = draft;
  const { parts, held } = draft.state;
  const added = preview?.additions ?? null;
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
    const seen = added ? { hash: added.hash, issueNo: added.no } : { hash, issueNo };
    return client.draft.publish.mutate({ draftId, ...seen });
  });
  const offered = preview?.offered;
  const isReady =
    preview !== null && (added ? preview.refusals.length === 0 && added.standing !== 'same' : isPublishable(preview));
  const go = (place: Chosen): void => {
    onGo(place);
    onClose();
  };
  /** What is told of additions by their own files is worked on where they are part of the whole. */
  const goToHeld = ({ file, path }: { readonly file: string; readonly path: string }): void => {
    const place = { part: file, path: readPlace(path) };
    go(lens ? placeInWhole(lens.base, held, parts, place) : place);
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
    const about = offered ?? added;
    if (!published || !about) return;
    const told = t(added ? 'programmes:additions.done' : 'programmes:done', {
      title: localize(about.title, locale),
      year: about.year,
    });
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
            canGo={({ file }) => held.has(file)}
            onGo={goToHeld}
            named={({ file, path }) => ({
              part: held.has(file) ? shortened(nameOfPart(file), longestName) : t('programmes:refusals.draftWhole'),
              place: namesAlong(held.get(file), path)
                .map((name) => shortened(localize(name, locale), longestName))
                .join(t('designer:conflict.within')),
            })}
          />
        )}
        {preview && (
          <AdviceList
            draft={draft}
            checked={preview}
            onGo={({ file, path }) => go({ part: file, path: readPlace(path) })}
            onTick={(advice, isSeen) => void tick.run(advice, isSeen)}
          />
        )}
        {offered && preview.refusals.length === 0 && <ChangeTable offered={offered} />}
        {added && preview?.refusals.length === 0 && <OfferedAdditions offered={added} />}
        {isReady && (
          <p className="muted">
            {t(
              added
                ? 'programmes:additions.final'
                : offered?.standing === 'amends'
                  ? 'programmes:amending'
                  : 'programmes:final',
            )}
          </p>
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
