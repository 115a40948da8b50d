import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../api.server.ts';
import { ClosedDraft } from '../designer/closed-draft.tsx';
import { DesignerPage } from '../designer/designer-page.tsx';
import { judgeFaults } from '../designer/judge-faults.ts';
import { partsAsOpened } from '../designer/opened-parts.ts';
import type { OpenedDraft } from '../outputs.ts';
import { titleOf } from '../title.ts';
import { fetchWords } from '../words.ts';

await fetchWords('advice', 'designer', 'deskErrors', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('designer:name'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const draft = await client.draft.get.query({ draftId: params.id ?? '' });
    return {
      draft,
      // What judges a draft is more than a first visit has room for.
      faults: draft.isOpen ? [...judgeFaults(partsAsOpened(draft))] : [],
      unitTypes: await client.unit.types.query(),
    };
  });

export default function Designer() {
  const { draft, faults, unitTypes } = useLoaderData<typeof loader>();
  const opened = draft as OpenedDraft;
  // What is published while the page is open is read anew with it.
  return opened.isOpen ? (
    <DesignerPage key={opened.id} opened={opened} faults={faults} unitTypes={unitTypes} />
  ) : (
    <ClosedDraft opened={opened} />
  );
}
