import {
  isOfDeliveries,
  localize,
  pivotDimensions,
  pivotLimits,
  type PivotDefinition,
  type PivotDimension,
  type UnitFilter,
} from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { MeasureList } from '../outputs.ts';
import { CheckMenu } from './check-menu.tsx';
import { MeasureDialog } from './measure-dialog.tsx';

interface ToolbarProps {
  readonly definition: PivotDefinition;
  readonly list: MeasureList;
  readonly years: readonly number[];
  readonly onChange: (definition: PivotDefinition) => void;
}

type Change = Partial<Pick<PivotDefinition, 'years' | 'measures' | 'rows' | 'columns'>> & {
  readonly terms?: readonly number[];
  readonly units?: UnitFilter;
};

/** What is shown, by what, and of whom. Each change is shown at once. */
export function PivotToolbar({ definition, list, years, onChange }: ToolbarProps) {
  const { t } = useTranslation('analysis');
  const [isChoosing, setChoosing] = useState(false);
  const { terms: _terms, units: _units, sort: _sort, ...asked } = definition;
  const { terms, units = {} } = definition;
  // A sort names a column, which another table may not have.
  const change = (next: Change): void => {
    const [nextTerms, nextUnits] = [next.terms ?? terms, next.units ?? units];
    onChange({
      ...asked,
      ...next,
      ...(nextTerms && nextTerms.length < list.periods.length ? { terms: nextTerms } : {}),
      ...(Object.keys(nextUnits).length > 0 ? { units: nextUnits } : {}),
    });
  };
  const setAxis = (axis: 'rows' | 'columns', dimension: PivotDimension): void => {
    const other = axis === 'rows' ? 'columns' : 'rows';
    change({
      [axis]: dimension,
      ...(dimension !== 'none' && definition[other] === dimension ? { [other]: definition[axis] } : {}),
    });
  };
  const axis = (name: 'rows' | 'columns') => (
    <label className="axis">
      {t(name)}
      <select
        className="select compact"
        value={definition[name]}
        onChange={(event) => setAxis(name, event.target.value as PivotDimension)}
      >
        {pivotDimensions
          .filter((dimension) => list.isSplittable || dimension === definition[name] || isOfDeliveries(dimension))
          .map((dimension) => (
            <option key={dimension} value={dimension}>
              {t(`dimensions.${dimension}`)}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <section className="card filters pivot-toolbar no-print" aria-label={t('toolbar')}>
      <Button size="small" onClick={() => setChoosing(true)}>
        {t('measures.button', { count: definition.measures.length })}
      </Button>
      {axis('rows')}
      <Button
        size="small"
        aria-label={t('swap')}
        title={t('swap')}
        onClick={() => change({ rows: definition.columns, columns: definition.rows })}
      >
        ⇄
      </Button>
      {axis('columns')}
      <CheckMenu
        label={t('years')}
        summary={definition.years.join(t('listSeparator'))}
        choices={[...new Set([...years, ...definition.years])]
          .sort((a, b) => b - a)
          .map((year) => ({ value: year, label: String(year) }))}
        chosen={definition.years}
        onChange={(chosen) => {
          if (chosen.length > 0 && chosen.length <= pivotLimits.years)
            change({ years: [...chosen].sort((a, b) => a - b) });
        }}
      />
      {list.isSplittable && <UnitFilters definition={definition} list={list} change={change} />}
      {isChoosing && (
        <MeasureDialog
          list={list}
          chosen={definition.measures}
          onClose={() => setChoosing(false)}
          onChange={(measures) => change({ measures })}
        />
      )}
    </section>
  );
}

/** Which terms, and of whom. */
function UnitFilters({
  definition,
  list,
  change,
}: Pick<ToolbarProps, 'definition' | 'list'> & { change: (next: Change) => void }) {
  const { t } = useTranslation('analysis');
  const locale = useLocale();
  const { terms, units = {} } = definition;
  const without = (name: keyof UnitFilter): UnitFilter =>
    Object.fromEntries(Object.entries(units).filter(([key]) => key !== name));
  return (
    <>
      <CheckMenu
        label={t('terms.label')}
        summary={
          terms
            ? terms
                .flatMap((term) => list.periods[term - 1] ?? [])
                .map((name) => localize(name, locale))
                .join(t('listSeparator'))
            : t('terms.all')
        }
        choices={list.periods.map((name, index) => ({
          value: index + 1,
          label: localize(name, locale),
        }))}
        chosen={terms ?? list.periods.map((_, index) => index + 1)}
        onChange={(chosen) => {
          if (chosen.length > 0) change({ terms: chosen });
        }}
      />
      <select
        className="select compact"
        aria-label={t('kinds.label')}
        value={units.kinds?.[0] ?? ''}
        onChange={(event) =>
          change({
            units: {
              ...without('kinds'),
              ...(event.target.value ? { kinds: [event.target.value as 'school' | 'section'] } : {}),
            },
          })
        }
      >
        <option value="">{t('kinds.all')}</option>
        <option value="school">{t('kinds.school')}</option>
        <option value="section">{t('kinds.section')}</option>
      </select>
      <CheckMenu
        label={t('types.label')}
        summary={units.schoolTypes ? t('types.some', { count: units.schoolTypes.length }) : t('types.all')}
        choices={list.unitTypes.map(({ code, label }) => ({ value: code, label: localize(label, locale) }))}
        chosen={units.schoolTypes ?? []}
        onChange={(chosen) =>
          change({ units: { ...without('schoolTypes'), ...(chosen.length > 0 ? { schoolTypes: chosen } : {}) } })
        }
      />
      <select
        className="select compact"
        aria-label={t('ownership.label')}
        value={units.ownership ?? ''}
        onChange={(event) =>
          change({
            units: {
              ...without('ownership'),
              ...(event.target.value ? { ownership: event.target.value as 'public' | 'private' } : {}),
            },
          })
        }
      >
        <option value="">{t('ownership.all')}</option>
        <option value="public">{t('ownership.public')}</option>
        <option value="private">{t('ownership.private')}</option>
      </select>
      {list.unitGroups.length > 0 && (
        <select
          className="select compact"
          aria-label={t('group.label')}
          value={units.group ?? ''}
          onChange={(event) =>
            change({ units: { ...without('group'), ...(event.target.value ? { group: event.target.value } : {}) } })
          }
        >
          <option value="">{t('group.all')}</option>
          {list.unitGroups.map((group) => (
            <option key={group.code} value={group.code}>
              {group.name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
