import { isPermitted, localize } from '@huibao/domain';
import { Banner, Button, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { AmendedForms } from '../collections/amendment/amended-forms.tsx';
import { ChangedFigures } from '../collections/amendment/changed-figures.tsx';
import { useNewerIssues } from '../collections/amendment/newer-issues.ts';
import { ReturnedForms } from '../collections/amendment/returned-forms.tsx';
import { PageOfCollection } from '../collections/page-of-collection.tsx';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { AdoptionPreview } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('collections', 'deskErrors');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('collections:amendment.title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (api) => {
    const collectionId = params.id ?? '';
    const { programme, title, period, newer, behind } = await api.collection.waiting.query({ collectionId });
    const isWaiting = newer.length > 0 || behind > 0;
    return {
      programme,
      title,
      period,
      collectionId,
      preview: isWaiting ? await api.collection.previewIssue.query({ collectionId }) : null,
    };
  });

/** What adopting an amended programme would do to a collection; then its adoption. */
export default function Amendment() {
  const { programme, title, period, collectionId, preview } = useLoaderData<typeof loader>();
  const { t } = useTranslation(['collections', 'common']);
  const locale = useLocale();
  const navigate = useNavigate();
  const role = useRootData()?.profile?.membership.role;
  const mayRun = role !== undefined && isPermitted(role, 'collection.run');
  const [returned, setReturned] = useState<ReadonlySet<string>>(new Set());
  const readNewer = useNewerIssues();
  const adopt = useMutation(({ issueNo, additions }: AdoptionPreview['seen']) =>
    client.collection.adoptIssue.mutate({
      collectionId,
      issueNo,
      additions: [...additions],
      returned: [...returned],
    }),
  );
  const run = async (seen: AdoptionPreview['seen']): Promise<void> => {
    if (await adopt.run(seen)) void navigate(`/collections/${collectionId}`);
  };
  const called = `${localize(title, locale)} · ${localize(period.label, locale)}`;
  return (
    <>
      <PageOfCollection
        programme={programme}
        collectionId={collectionId}
        period={period.label}
        title={t('collections:amendment.title')}
      />
      <PageHead
        title={t('collections:amendment.title')}
        note={
          preview && preview.newer.length > 0
            ? t('collections:amendment.issues', { name: called, items: readNewer(preview.newer) })
            : called
        }
        actions={
          preview &&
          mayRun && (
            <Button variant="primary" disabled={adopt.isBusy} onClick={() => void run(preview.seen)}>
              {t('collections:amendment.adopt')}
            </Button>
          )
        }
      />
      <FailureAlert failure={adopt.failure} />
      {preview === null ? (
        <Banner role="status">{t('collections:amendment.nothing')}</Banner>
      ) : (
        <>
          <p className="muted">{t('collections:amendment.note')}</p>
          {preview.readers.length > 0 && (
            <Banner tone="warn" role="status">
              {t('collections:amendment.readers', {
                items: preview.readers
                  .map(({ element, indicator }) =>
                    t('collections:amendment.reader', {
                      element: localize(element, locale),
                      indicator: localize(indicator, locale),
                    }),
                  )
                  .join(t('collections:amendment.separator')),
              })}
            </Banner>
          )}
          <AmendedForms preview={preview} />
          {preview.returned.length > 0 && (
            <ReturnedForms returned={preview.returned} chosen={returned} onChoose={setReturned} />
          )}
          {preview.figures.length > 0 && <ChangedFigures figures={preview.figures} />}
        </>
      )}
    </>
  );
}
