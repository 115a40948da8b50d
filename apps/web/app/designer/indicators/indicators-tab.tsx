import { askableForms, localize, type IndicatorDefinition, type IndicatorGroup, type NamedUnits } from '@huibao/domain';
import {
  formsOf,
  freeCode,
  inheritedIn,
  insertAt,
  moveBefore,
  removeAt,
  wantedCode,
  type DraftParts,
} from '@huibao/domain/designing';
import { Button, Empty } from '@huibao/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { draftOf, emptyForm } from '../../indicators/indicator-form.ts';
import type { IndicatorList, UnitType } from '../../outputs.ts';
import { useNextName } from '../next-name.ts';
import type { Chosen } from '../outline/nodes.ts';
import type { DraftHandle } from '../use-draft.ts';
import { DraftedIndicator } from './drafted-indicator.tsx';
import { fetchWords } from '../../words.ts';

await fetchWords('compare', 'figures', 'indicators');

const part = 'indicators.json';

/** The indicators of the draft, in the editor in which a level makes its own. */
export function IndicatorsTab({
  draft,
  unitTypes,
  published,
  wanted,
  onChoose: setCode,
  onGo,
}: {
  readonly draft: DraftHandle;
  readonly unitTypes: readonly UnitType[];
  /** Codes of those that were published: figures stand under them. */
  readonly published: ReadonlySet<string>;
  /** The code of the chosen one. */
  readonly wanted: string | null;
  readonly onChoose: (code: string | null) => void;
  /** To another place of the draft. */
  readonly onGo: (place: Chosen) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const { parts } = draft.state;
  const [search, setSearch] = useState('');
  const named = useNextName<HTMLDivElement>();
  const list = useMemo(() => listOf(parts, unitTypes), [parts, unitTypes]);
  const { indicators } = parts.get(part) as { readonly indicators: readonly IndicatorDefinition[] };
  const inherited = inheritedIn(parts);
  const isInherited = ({ code }: IndicatorDefinition): boolean => inherited?.indicators.has(code) === true;
  const found = indicators.findIndex((one) => one.code === wanted);
  // Of additions one's own are there to be worked on.
  const first = indicators.findIndex((one) => !isInherited(one));
  const index = Math.max(0, found < 0 ? first : found);
  const chosen = indicators[index];
  const isFixed = chosen !== undefined && isInherited(chosen);
  const ordered = indicators.toSorted((one, other) => Number(isInherited(one)) - Number(isInherited(other)));
  const edit = (changed: readonly IndicatorDefinition[], of: string | null = null): void =>
    draft.store.edit(new Map([[part, { indicators: changed }]]), of);
  const add = (made: Omit<IndicatorDefinition, 'code'>, like: string): void => {
    const code = freeCode(new Set(indicators.map((one) => one.code)), wantedCode(parts, like));
    edit(insertAt(indicators, [], isFixed ? indicators.length : index + 1, { code, ...made }));
    setCode(code);
  };
  const name = t('made.newIndicator');
  const addNew = (): void => {
    const group = list.groups.find(({ code }) => inherited?.indicatorGroups.has(code) !== true) ?? list.groups[0];
    const empty = draftOf({ ...emptyForm(group?.code ?? ''), labelZh: name, labelEn: name });
    add(empty, 'indicator');
  };
  const isFound = ({ label, code }: IndicatorDefinition): boolean =>
    [label.zh, label.en, code].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
  if (!chosen)
    return (
      <section className="card" ref={named.holder}>
        <Empty
          action={
            <Button variant="primary" onClick={() => named.after(addNew)}>
              {t('indicators.add')}
            </Button>
          }
        >
          {t('indicators.empty')}
        </Empty>
      </section>
    );
  return (
    <div className="designer two-panes" ref={named.holder}>
      <div className="card designer-outline">
        <input
          type="search"
          className="input"
          value={search}
          placeholder={t('indicators.search')}
          aria-label={t('indicators.search')}
          onChange={(event) => setSearch(event.target.value)}
        />
        <ul className="designer-list" aria-label={t('tabs.indicators')}>
          {ordered.filter(isFound).map((one) => (
            <li key={one.code}>
              <button
                type="button"
                className={isInherited(one) ? 'fixed' : undefined}
                aria-current={one === chosen}
                title={localize(one.label, locale)}
                onClick={() => setCode(one.code)}
              >
                {localize(one.label, locale) || one.code}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <section className="card designer-form" aria-label={t('indicators.label')}>
        <div className="designer-tools" role="toolbar" aria-label={t('actions.label')}>
          <div>
            <Button size="small" variant="plain" onClick={() => named.after(addNew)}>
              {t('indicators.add')}
            </Button>
          </div>
          <div>
            <Button
              size="small"
              variant="plain"
              onClick={() => {
                const { code, ...made } = chosen;
                add(made, code);
              }}
            >
              {t('actions.duplicate')}
            </Button>
            <Button
              size="small"
              variant="plain"
              disabled={index === 0 || isFixed || isInherited(indicators[index - 1] ?? chosen)}
              onClick={() => edit(moveBefore(indicators, [index], [], index - 1).part)}
            >
              {t('actions.moveUp')}
            </Button>
            <Button
              size="small"
              variant="plain"
              disabled={index === indicators.length - 1 || isFixed}
              onClick={() => edit(moveBefore(indicators, [index], [], index + 2).part)}
            >
              {t('actions.moveDown')}
            </Button>
            {!isFixed && (
              <Button
                size="small"
                variant="plain"
                onClick={() => {
                  edit(removeAt(indicators, [index]));
                  setCode((indicators[index + 1] ?? indicators[index - 1])?.code ?? null);
                }}
              >
                {t('actions.takeOut')}
              </Button>
            )}
          </div>
        </div>
        {isFixed && <p className="muted small padded">{t('adding.fixed')}</p>}
        <fieldset className="pieces" disabled={isFixed}>
          <DraftedIndicator
            // Not by its code: whoever goes on to the next field as it is renamed is in it then.
            key={index}
            parts={parts}
            definition={chosen}
            list={list}
            isPublished={published.has(chosen.code)}
            onChange={(definition) =>
              edit(
                indicators.map((one) => (one === chosen ? definition : one)),
                `${part} ${chosen.code}`,
              )
            }
            onChoose={onGo}
          />
        </fieldset>
      </section>
    </div>
  );
}

/** What an indicator may ask for: all that the draft asks, of every unit, since who reports isn't known here. */
function listOf(parts: DraftParts, unitTypes: readonly UnitType[]): IndicatorList {
  const head = parts.get('programme.json') as {
    readonly forms: readonly string[];
    readonly indicatorGroups: readonly IndicatorGroup[];
    readonly sections?: readonly NamedUnits[];
    readonly unitGroups?: readonly NamedUnits[];
  };
  const forms = new Map(formsOf(parts).map(([, form]) => [form.code, form]));
  const { indicators } = parts.get(part) as { readonly indicators: readonly IndicatorDefinition[] };
  const list = {
    programme: '',
    year: 0,
    years: [],
    level: 'city',
    groups: head.indicatorGroups,
    indicators: indicators.map((definition) => ({ definition, owner: 'own', version: 1 })),
    unused: [],
    forms: askableForms(head.forms.flatMap((code) => forms.get(code) ?? [])),
    units: { kinds: [], schoolTypes: [], sectionCodes: [] },
    unitGroups: (head.unitGroups ?? []).map(({ code, label }) => ({ code, name: label.zh, units: [] })),
    unitTypes,
    sections: head.sections ?? [],
  };
  return list as unknown as IndicatorList;
}
