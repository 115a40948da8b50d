import { localize, type Locale } from '@huibao/domain';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../api.server.ts';
import { FormPage } from '../form/form-page.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  titleOf(matches, (t) => {
    const locale =
      (matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined)?.locale ?? 'zh-CN';
    return data ? localize(data.view.form.title, locale) : t('menu.term');
  });

export async function loader({ request, params }: LoaderFunctionArgs) {
  return load(request, async (client) => {
    const [view, tasks] = await Promise.all([
      client.submission.get.query({ submissionId: params.submissionId ?? '' }),
      client.submission.tasks.query(),
    ]);
    return {
      programme: view.programme,
      view,
      isPast: tasks.terms.every((term) => term.collectionId !== view.collectionId),
    };
  });
}

export default function Form() {
  const { view, isPast } = useLoaderData<typeof loader>();
  return <FormPage key={view.id} loaded={view} isPast={isPast} />;
}
