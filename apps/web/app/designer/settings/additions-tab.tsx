import { localize, type IndicatorGroup, type Localized } from '@huibao/domain';
import { inheritedIn } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { DraftHandle } from '../use-draft.ts';
import { useProblems } from '../use-problems.ts';
import { CodedList } from './coded-list.tsx';

const head = 'programme.json';

interface Head {
  readonly title: Localized;
  readonly indicatorGroups: readonly IndicatorGroup[];
}

/** What a draft of additions adds to, and its own groups of indicators: all else is the programme's. */
export function AdditionsTab({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { parts, held } = draft.state;
  const problemAt = useProblems(held, 'additions.json');
  const whole = parts.get(head) as Head;
  const inherited = inheritedIn(parts);
  const own = {
    ...whole,
    indicatorGroups: whole.indicatorGroups.filter(({ code }) => inherited?.indicatorGroups.has(code) !== true),
  };
  return (
    <section className="card padded designer-settings" aria-label={t('adding.groups')}>
      <p className="muted">{t('adding.to', { title: localize(whole.title, locale) })}</p>
      <CodedList
        part={own}
        path={['indicatorGroups']}
        legend={t('list.indicatorGroups')}
        texts={[{ key: 'label', label: t('fields.label') }]}
        add={t('list.addGroup')}
        kind="indicatorGroup"
        wanted={`${inherited?.level ?? ''}_1_group`}
        problemAt={problemAt}
        onEdit={(changed, of) => draft.store.edit(new Map([[head, changed]]), of && `${head} ${of}`)}
      />
    </section>
  );
}
