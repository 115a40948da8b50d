import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../api.server.ts';
import { ClosedDraft } from '../designer/closed-draft.tsx';
import { DesignerPage } from '../designer/designer-page.tsx';
import '../desk-words.ts';
import type { OpenedDraft } from '../outputs.ts';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('designer:name'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, async (client) => ({
    draft: await client.draft.get.query({ draftId: params.id ?? '' }),
    unitTypes: await client.unit.types.query(),
  }));

export default function Designer() {
  const { draft, unitTypes } = useLoaderData<typeof loader>();
  const opened = draft as OpenedDraft;
  // What is published while the page is open is read anew with it.
  return opened.isOpen ? (
    <DesignerPage key={opened.id} opened={opened} unitTypes={unitTypes} />
  ) : (
    <ClosedDraft opened={opened} />
  );
}
