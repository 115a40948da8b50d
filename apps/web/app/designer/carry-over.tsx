import { localize, programmeOf, type Localized } from '@huibao/domain';
import { partsToGoOn } from '@huibao/domain/designing';
import { Banner, Button } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { useMutation } from '../use-mutation.ts';
import { usePartName } from './part-name.ts';
import type { DraftHandle } from './use-draft.ts';

/** A colleague published the draft, or let it go, while something was typed here: that goes on in another one. */
export function CarryOver({ draft, year }: { readonly draft: DraftHandle; readonly year: number }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const navigate = useNavigate();
  const nameOf = usePartName(draft.state.parts);
  const { store, state } = draft;
  const unsaved = store.waiting();
  const carry = useMutation(async () => {
    const { publishedIssueNo } = await client.draft.get.query({ draftId: draft.id });
    const { draftId } = await begin(draft, year, publishedIssueNo !== null);
    const { parts } = await client.draft.get.query({ draftId });
    const versions = new Map(parts.map(({ name, version }) => [name, version]));
    const sent = partsToGoOn(
      { held: state.held, unsaved: store.waiting() },
      versions.keys(),
      publishedIssueNo !== null,
    );
    await client.draft.save.mutate({
      draftId,
      parts: sent.map(({ name, content }) => ({ name, content, version: versions.get(name) ?? 0 })),
    });
    store.letGo();
    return draftId;
  });
  if (unsaved.length === 0) return null;
  const run = async (): Promise<void> => {
    const draftId = await carry.run();
    // The page of a draft is made for one: another is opened as anew.
    if (draftId !== undefined) void navigate(`/programmes/drafts/${draftId}`);
  };
  const names = unsaved.map(({ name }) => nameOf(name)).join(t('kept.separator'));
  return (
    <>
      <FailureAlert failure={carry.failure} />
      <Banner
        tone="warn"
        role="status"
        end={
          <Button size="small" variant="primary" disabled={carry.isBusy} onClick={() => void run()}>
            {t('carry.take')}
          </Button>
        }
      >
        {t('carry.text', { parts: names, title: localize(headOf(draft).title, locale) })}
      </Banner>
    </>
  );
}

interface Head {
  readonly code: string;
  readonly title: Localized;
}

function headOf({ state }: DraftHandle): Head {
  return state.parts.get('programme.json') as Head;
}

async function begin(draft: DraftHandle, year: number, isPublished: boolean): Promise<{ readonly draftId: string }> {
  const { base } = (draft.state.held.get('additions.json') ?? {}) as {
    readonly base?: { readonly programme: string; readonly year: number };
  };
  if (base) return client.draft.begin.mutate({ from: 'additions', programme: base.programme, year: base.year });
  const { code, title } = headOf(draft);
  if (!isPublished) return client.draft.begin.mutate({ from: 'nothing', year, code, title });
  const programmes = await client.programme.list.query();
  const programme = programmes.find(({ name }) => programmeOf(name).code === code)?.name ?? code;
  return client.draft.begin.mutate({ from: 'edition', programme, year, forYear: year });
}
