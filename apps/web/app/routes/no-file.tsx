import { errorKinds, type ErrorCode } from '@huibao/domain';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useRouteError, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../client.ts';
import { FailureAlert, failureOfPage } from '../failure-alert.tsx';
import { PlainPage } from '../page-problem.tsx';
import { titleOf } from '../title.ts';
import { withinSite } from '../within-site.ts';
import { fetchWords } from '../words.ts';

await fetchWords('deskErrors');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('noFile'));

/** Why a file didn't come, of the codes that there are and with numbers alone (`refused-file.server.ts`). */
export function loader({ request }: LoaderFunctionArgs): never {
  const { code = '', id = '', ...rest } = Object.fromEntries(new URL(request.url).searchParams);
  const failure: Failure = {
    code: Object.hasOwn(errorKinds, code) ? (code as ErrorCode) : 'request.failed',
    params: Object.fromEntries(Object.entries(rest).filter(([, value]) => /^\d{1,12}$/.test(value))),
    ...(/^[0-9a-f]{32}$/.test(id) ? { request: id } : {}),
  };
  throw Response.json(failure, { status: 404 });
}

/** What somebody was about stands where the link did. */
export default function NoFile() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  return (
    <PlainPage title={t('noFile')} back={withinSite(params.get('from'))}>
      <FailureAlert failure={failureOfPage(useRouteError())} />
    </PlainPage>
  );
}

export { NoFile as ErrorBoundary };
