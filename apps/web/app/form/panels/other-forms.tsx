import { localize } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { FormHandle } from '../sync/use-form.ts';
import type { SubmissionView } from '../sync/view.ts';
import { FormRule } from './form-rule.tsx';

/** Which other forms this one is checked against or takes numbers from, and how far those are. */
export function OtherForms({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { others } = form.view;
  if (others.length === 0) return null;
  return (
    <Banner tone={form.foreseen.length > 0 ? 'warn' : 'info'} role="status">
      <div>
        {others.map((other) => (
          <p key={other.form.code}>
            {t(`others.${standingOf(other)}`)}{' '}
            {other.submissionId === null ? (
              <OtherName other={other} />
            ) : (
              <Link to={`/term/${other.submissionId}`}>
                <OtherName other={other} />
              </Link>
            )}
          </p>
        ))}
        {form.foreseen.length > 0 && (
          <>
            <p>{t('others.foreseen')}</p>
            <ul>
              {form.foreseen.map((finding) => (
                <li key={finding.rule}>
                  {localize(finding.message, locale)}
                  <FormRule form={form} finding={finding} isForeseen />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Banner>
  );
}

export function OtherName({ other }: { other: SubmissionView['others'][number] }) {
  const locale = useLocale();
  return <>{`${localize(other.form.number, locale)} ${localize(other.form.shortTitle, locale)}`}</>;
}

/** Whether its numbers are those that a submit goes by, a preview, or not there. */
export function standingOf(other: SubmissionView['others'][number]): 'standing' | 'draft' | 'absent' {
  if (other.cells) return 'standing';
  return other.submissionId === null || other.draft === null ? 'absent' : 'draft';
}
