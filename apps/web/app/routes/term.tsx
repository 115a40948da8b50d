import { localize } from '@huibao/domain';
import { Empty, PageHead } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { useLocale } from '../dates.ts';
import { useRootData } from '../root.tsx';
import { divideTerms } from '../term/divide-terms.ts';
import { TermSection } from '../term/term-section.tsx';
import { titleOf } from '../title.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('menu.term'));

export async function loader({ request }: LoaderFunctionArgs) {
  return load(request, async (client) => {
    const { serverNow, terms } = await client.submission.tasks.query();
    const { current } = divideTerms(terms, serverNow);
    return { serverNow, terms: current, extensions: await client.collection.extensions.query() };
  });
}

export default function Term() {
  const { serverNow, terms, extensions } = useLoaderData<typeof loader>();
  const { t } = useTranslation('tasks');
  const locale = useLocale();
  const role = useRootData()?.profile?.membership.role;
  const [first, ...others] = terms;
  if (!first)
    return (
      <>
        <PageHead title={t('term.title')} />
        <div className="card">
          <Empty>{t('term.none')}</Empty>
        </div>
      </>
    );
  const isOne = others.length === 0;
  const isOneProgramme = others.every((term) => term.programme === first.programme);
  return (
    <>
      <PageHead
        title={isOne ? localize(first.period.label, locale) : t('term.title')}
        {...(isOneProgramme ? { note: localize(first.title, locale) } : {})}
      />
      {terms.map((term) => (
        <TermSection
          key={term.collectionId}
          term={term}
          serverNow={serverNow}
          role={role}
          request={extensions.find((one) => one.collectionId === term.collectionId)}
          hasHeading={!isOne}
          hasTitle={!isOneProgramme}
        />
      ))}
    </>
  );
}
