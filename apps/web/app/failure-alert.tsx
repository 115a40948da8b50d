import { localize, type ErrorParams } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { isRouteErrorResponse } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Failure } from './client.ts';
import { useLocale } from './dates.ts';

/**
 * Says a failure in the user's language, with its code for the telephone, and the request that the log knows.
 * @param isKept whether this computer keeps what wasn't saved: said with it, since nothing tries again by itself
 */
export function FailureAlert({ failure, isKept = false }: { failure: Failure | null; isKept?: boolean }) {
  const { t } = useTranslation();
  const text = useFailureText();
  return failure ? (
    <Banner tone="alert" role="alert">
      <div>
        {text(failure)}{' '}
        <span className="small muted">{[failure.code, failure.request].filter(Boolean).join(' · ')}</span>
        <Reasons failure={failure} />
        {isKept && <div>{t('keptHere')}</div>}
      </div>
    </Banner>
  ) : null;
}

/** What a page's loader answered instead of its data. */
export function failureOfPage(error: unknown): Failure {
  if (isRouteErrorResponse(error) && typeof error.data === 'object' && error.data !== null && 'code' in error.data)
    return error.data as Failure;
  return { code: 'request.failed', params: {} };
}

/** More fit on no screen; the page that checks shows all. */
const mostReasons = 8;

function Reasons({ failure }: { failure: Failure }) {
  const locale = useLocale();
  const { reasons } = failure.params;
  if (typeof reasons !== 'object' || 'zh' in reasons) return null;
  return (
    <ul className="problem-list small">
      {reasons.slice(0, mostReasons).map(({ code, place, text }, index) => (
        <li key={`${code}-${index}`}>
          {localize(text, locale)} <span className="muted">{localize(place, locale)}</span>
        </li>
      ))}
      {reasons.length > mostReasons && <li>…</li>}
    </ul>
  );
}

export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation('errors');
  const locale = useLocale();
  // The code is only known at run time, and brings the parameters of its own text with it.
  const translate = t as unknown as (code: string, params: object) => string;
  const said = (param: ErrorParams[string]): unknown =>
    typeof param === 'object' && 'zh' in param ? localize(param, locale) : param;
  return ({ code, params }) =>
    translate(code, Object.fromEntries(Object.entries(params).map(([name, param]) => [name, said(param)])));
}
