import type { ErrorParams } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { Failure } from './client.ts';

/** Says a failure in the user's language, with its code for the telephone. */
export function FailureAlert({ failure }: { failure: Failure | null }) {
  const text = useFailureText();
  return failure ? (
    <Banner tone="alert" role="alert">
      {text(failure)} <span className="small muted">{failure.code}</span>
    </Banner>
  ) : null;
}

export function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation('errors');
  // The code is only known at run time, and brings the parameters of its own text with it.
  const translate = t as unknown as (code: string, params: ErrorParams) => string;
  return (failure) => translate(failure.code, failure.params);
}
