import { localize, type IndicatorGroup, type Localized, type NamedUnits } from '@huibao/domain';
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
  readonly sections?: readonly NamedUnits[];
  readonly unitGroups?: readonly NamedUnits[];
}

/** What a draft of additions adds to, its own groups of indicators, and whom its forms ask by names of its own. */
export function AdditionsTab({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { parts, held } = draft.state;
  const problemAt = useProblems(held, 'additions.json');
  const whole = parts.get(head) as Head;
  const inherited = inheritedIn(parts);
  const without = <Item extends { readonly code: string }>(
    all: readonly Item[] = [],
    theirs: ReadonlySet<string> | undefined,
  ): readonly Item[] => all.filter(({ code }) => theirs?.has(code) !== true);
  const own: Head = {
    ...whole,
    indicatorGroups: without(whole.indicatorGroups, inherited?.indicatorGroups),
    sections: without(whole.sections, inherited?.askedSections),
    unitGroups: without(whole.unitGroups, inherited?.unitGroups),
  };
  const shared = {
    part: own,
    texts: [{ key: 'label', label: t('fields.label') }],
    problemAt,
    onEdit: (changed: unknown, of: string | null) =>
      draft.store.edit(new Map([[head, changed]]), of && `${head} ${of}`),
  };
  const wanted = (code: string): string => `${inherited?.level ?? ''}_1_${code}`;
  return (
    <section className="card padded designer-settings" aria-label={t('adding.groups')}>
      <p className="muted">{t('adding.to', { title: localize(whole.title, locale) })}</p>
      <CodedList
        {...shared}
        path={['indicatorGroups']}
        legend={t('list.indicatorGroups')}
        add={t('list.addGroup')}
        kind="indicatorGroup"
        wanted={wanted('group')}
      />
      <CodedList
        {...shared}
        path={['sections']}
        legend={t('list.sections')}
        add={t('list.addSection')}
        kind="section"
        wanted={wanted('section')}
      />
      <CodedList
        {...shared}
        path={['unitGroups']}
        legend={t('list.unitGroups')}
        add={t('list.addUnitGroup')}
        kind="unitGroup"
        wanted={wanted('group')}
      />
    </section>
  );
}
