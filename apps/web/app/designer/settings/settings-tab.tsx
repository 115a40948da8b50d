import type { ChainStep, Localized, ProgrammeCalendar } from '@huibao/domain';
import { changeAt, faultsOfPart, type DraftParts, type PartPath } from '@huibao/domain/designing';
import { pathOf } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BothProperty } from '../properties/fields.tsx';
import type { DraftHandle } from '../use-draft.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { BothInputs, CodedList } from './coded-list.tsx';

const head = 'programme.json';

/** What is wrong at a place of a part, or within it. */
function useProblems(parts: DraftParts, name: string): (path: PartPath) => string | undefined {
  const { i18n } = useTranslation('designer');
  const part = parts.get(name);
  const faults = useMemo(() => faultsOfPart(name, part), [name, part]);
  return (path) => {
    const at = pathOf(path);
    const found = faults.find((fault) => fault.path === at || fault.path.startsWith(`${at}.`));
    return found && readRefusal(found, i18n).text;
  };
}

/** What isn't a form: what the programme is called, its year, who signs, and the names that forms and figures use. */
export function SettingsTab({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation(['designer', 'common']);
  const { parts } = draft.state;
  const problemAt = useProblems(parts, head);
  const part = parts.get(head);
  const { title, calendar, chain } = part as {
    readonly title: Localized;
    readonly calendar: ProgrammeCalendar;
    readonly chain: readonly ChainStep[];
  };
  const edit = (changed: unknown, of: string | null): void =>
    draft.store.edit(new Map([[head, changed]]), of && `${head} ${of}`);
  const shared = { part, problemAt, onEdit: edit };
  const names = [{ key: 'label', label: t('designer:fields.label') }];
  return (
    <section className="card padded designer-settings" aria-label={t('designer:tabs.settings')}>
      <div className="designer-names">
        <BothProperty
          label={t('designer:begin.name')}
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
      <CalendarFields {...shared} calendar={calendar} />
      <fieldset className="coded-list">
        <legend>{t('designer:chain.legend')}</legend>
        {chain.map((step, index) => (
          <div key={index} className="coded-line">
            <span className="muted">{t(`common:roles.${step.role}`)}</span>
            <BothInputs
              label={t('designer:chain.step', { no: index + 1 })}
              value={step.label}
              onChange={(label) =>
                edit(
                  changeAt(part, ['chain', index, 'label'], () => label),
                  `chain ${index}`,
                )
              }
            />
          </div>
        ))}
      </fieldset>
      <CodedList
        {...shared}
        path={['indicatorGroups']}
        legend={t('designer:list.indicatorGroups')}
        texts={names}
        add={t('designer:list.addGroup')}
        wanted="group"
      />
      <CodedList
        {...shared}
        path={['sections']}
        legend={t('designer:list.sections')}
        texts={names}
        add={t('designer:list.addSection')}
        wanted="section"
      />
      <CodedList
        {...shared}
        path={['unitGroups']}
        legend={t('designer:list.unitGroups')}
        texts={names}
        add={t('designer:list.addUnitGroup')}
        wanted="group"
      />
    </section>
  );
}

/** 口径说明: what words mean here. */
export function GlossaryTab({ draft }: { draft: DraftHandle }) {
  const { t } = useTranslation('designer');
  const { parts } = draft.state;
  const name = 'glossary.json';
  return (
    <section className="card padded designer-settings" aria-label={t('tabs.glossary')}>
      <CodedList
        part={parts.get(name)}
        path={['terms']}
        legend={t('tabs.glossary')}
        texts={[
          { key: 'term', label: t('list.term') },
          { key: 'meaning', label: t('list.meaning') },
        ]}
        add={t('list.addTerm')}
        wanted="term"
        problemAt={useProblems(parts, name)}
        onEdit={(changed, of) => draft.store.edit(new Map([[name, changed]]), of && `${name} ${of}`)}
      />
    </section>
  );
}
