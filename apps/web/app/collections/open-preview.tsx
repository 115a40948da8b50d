import { localize } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import type { CollectionPreview, PartList } from '../outputs.ts';
import { Carried } from './parts/carried.tsx';
import { SectionAnswer } from '../units/section-answer.tsx';
import { AddedMark } from '../programme/added-mark.tsx';

/** Whom each form would be asked of; sections that nobody answers for are named, and can be given to one, here. */
export function OpenPreview({
  programme,
  year,
  period,
  onSettled,
}: {
  programme: string;
  year: number;
  period: number;
  /** It is shown, or can't be: from then on nothing moves by itself. */
  onSettled: () => void;
}) {
  const { t } = useTranslation(['collections', 'units']);
  const locale = useLocale();
  const [preview, setPreview] = useState<CollectionPreview | null>(null);
  const [parts, setParts] = useState<PartList | null>(null);
  const look = useCallback(
    async (): Promise<CollectionPreview> => client.collection.preview.query({ programme, year, period }),
    [programme, year, period],
  );
  useEffect(() => {
    let isGone = false;
    void Promise.allSettled([look(), client.collection.parts.query({ programme, year })]).then(([found, listed]) => {
      if (isGone) return;
      if (found.status === 'fulfilled') setPreview(found.value);
      if (listed.status === 'fulfilled') setParts(listed.value);
      onSettled();
    });
    return () => {
      isGone = true;
    };
  }, [look, programme, year, onSettled]);
  if (!preview) return null;
  const missing = preview.groups.filter((group) => group.members === 0);
  return (
    <section aria-label={t('collections:preview.title')}>
      <h3>{t('collections:preview.title')}</h3>
      {parts !== null && parts.carriedFrom !== null && (
        <Carried list={parts} carriedFrom={parts.carriedFrom}>
          {' '}
          <Link to={`/collections/parts?year=${year}`}>{t('collections:parts.change')}</Link>
        </Carried>
      )}
      <ul className="plain-list small">
        {preview.forms.map((form) => (
          <li key={form.code}>
            {`${localize(form.number, locale)} ${localize(form.title, locale)}`}
            <AddedMark code={form.code} />{' '}
            <span className={form.units === 0 ? '' : 'muted'}>
              {form.units === 0
                ? t('collections:preview.nobody')
                : t('collections:preview.units', { count: form.units })}
            </span>
          </li>
        ))}
      </ul>
      {preview.sections.map((asked) => (
        <p key={asked.code} className="row">
          <span>{t('collections:preview.section', { section: localize(asked.label, locale) })}</span>
          <SectionAnswer
            asked={asked}
            own={preview.own}
            mayAnswer
            onAnswered={() => void look().then(setPreview, () => undefined)}
          />
        </p>
      ))}
      {missing.map((group) => (
        <Banner key={group.code} tone="warn">
          {t(group.name === null ? 'collections:preview.noGroup' : 'collections:preview.emptyGroup', {
            group: group.name ?? localize(group.label, locale),
          })}
        </Banner>
      ))}
    </section>
  );
}
