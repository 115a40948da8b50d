import { localize, type ChainStep, type Localized, type ProgrammeCalendar, type ProgrammePart } from '@huibao/domain';
import { changeAt, inheritedIn, wantedCode } from '@huibao/domain/designing';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { BothProperty } from '../properties/fields.tsx';
import type { DraftHandle } from '../use-draft.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { useProblems } from '../use-problems.ts';
import { ChainSteps } from './chain-steps.tsx';
import { CodedList } from './coded-list.tsx';
import { RegisterList } from './register-list.tsx';
import { fetchWords } from '../../words.ts';

await fetchWords('calendar', 'chain');

const head = 'programme.json';

/** What isn't a form: what the programme is called, its year, who signs, and the names that forms and figures use. */
export function SettingsTab({ draft, year }: { draft: DraftHandle; year: number }) {
  const { t } = useTranslation('designer');
  const { parts } = draft.state;
  const problemAt = useProblems(parts, head);
  const part = parts.get(head);
  const locale = useLocale();
  const {
    title,
    calendar,
    chain,
    parts: switched,
  } = part as {
    readonly title: Localized;
    readonly calendar: ProgrammeCalendar;
    readonly chain: readonly ChainStep[];
    readonly parts?: readonly ProgrammePart[];
  };
  const edit = (changed: unknown, of: string | null): void =>
    draft.store.edit(new Map([[head, changed]]), of && `${head} ${of}`);
  const shared = { part, problemAt, onEdit: edit };
  const names = [{ key: 'label', label: t('fields.label') }];
  return (
    <section className="card padded designer-settings" aria-label={t('tabs.settings')}>
      <div className="designer-names">
        <BothProperty
          label={t('begin.name')}
          value={title}
          problem={problemAt(['title'])}
          onChange={(changed) =>
            edit(
              changeAt(part, ['title'], () => changed),
              'title',
            )
          }
        />
      </div>
      <CalendarFields {...shared} calendar={calendar} year={year} />
      <ChainSteps
        chain={chain}
        problemAt={problemAt}
        onChange={(changed, of) =>
          edit(
            changeAt(part, ['chain'], () => changed),
            of && `chain ${of}`,
          )
        }
      />
      <CodedList
        {...shared}
        path={['indicatorGroups']}
        legend={t('list.indicatorGroups')}
        texts={names}
        add={t('list.addGroup')}
        kind="indicatorGroup"
        wanted="group"
        {...(switched
          ? {
              choice: {
                key: 'part',
                label: t('fields.part'),
                none: t('fields.partNone'),
                options: switched.map(({ code, label }) => ({ code, label: localize(label, locale) })),
              },
            }
          : {})}
      />
      <CodedList
        {...shared}
        path={['sections']}
        legend={t('list.sections')}
        texts={names}
        add={t('list.addSection')}
        kind="section"
        wanted="section"
      />
      <CodedList
        {...shared}
        path={['unitGroups']}
        legend={t('list.unitGroups')}
        texts={names}
        add={t('list.addUnitGroup')}
        kind="unitGroup"
        wanted="group"
      />
      <CodedList
        {...shared}
        path={['parts']}
        legend={t('list.parts')}
        texts={[...names, { key: 'description', label: t('list.description') }]}
        add={t('list.addPart')}
        kind="part"
        wanted="part"
      />
      <RegisterList draft={draft} />
    </section>
  );
}

interface Glossary {
  readonly terms: readonly { readonly code: string }[];
}

/** 口径说明: what words mean here; of additions, what their own do. */
export function GlossaryTab({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const { parts } = draft.state;
  const name = 'glossary.json';
  const inherited = inheritedIn(parts);
  const { terms } = parts.get(name) as Glossary;
  const own = inherited ? { terms: terms.filter(({ code }) => !inherited.terms.has(code)) } : parts.get(name);
  return (
    <section className="card padded designer-settings" aria-label={t('tabs.glossary')}>
      <CodedList
        part={own}
        path={['terms']}
        legend={t('tabs.glossary')}
        texts={[
          { key: 'term', label: t('list.term') },
          { key: 'meaning', label: t('list.meaning') },
        ]}
        add={t('list.addTerm')}
        kind="term"
        wanted={wantedCode(parts, 'term')}
        problemAt={useProblems(draft.state.held, name)}
        onEdit={(changed, of) => draft.store.edit(new Map([[name, changed]]), of && `${name} ${of}`)}
      />
    </section>
  );
}
