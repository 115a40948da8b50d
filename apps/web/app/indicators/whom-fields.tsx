import { isOfType, labelOfType, localize, type Ownership } from '@huibao/domain';
import { Button, SelectField } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useProblem, type FieldsProps } from './fields.ts';
import type { IndicatorForm } from './indicator-form.ts';

/** Which units count: all, by kind, type, ownership or responsibility, or a named group. */
export function WhomFields({
  form,
  change,
  list,
  elements,
  problems,
  onGroups,
}: FieldsProps & { onGroups: (() => void) | null }) {
  const { t } = useTranslation(['indicators', 'units']);
  const locale = useLocale();
  const problem = useProblem(problems, elements);
  const types = list.unitTypes.map((type) => type.code);
  // A city asks for units of its districts, which it can't list: every type is offered.
  const offered =
    list.level === 'bureau'
      ? types.filter((type) => form.types.includes(type) || list.units.schoolTypes.some((one) => isOfType(one, type)))
      : types;
  const sections = [
    ...new Set([
      ...list.units.sectionCodes,
      ...form.sections,
      // What a level above asks of sections it can't list either: those that the programme names are offered.
      ...(list.level === 'bureau' ? [] : list.sections.map((section) => section.code)),
    ]),
  ];
  const sectionName = (code: string): string => {
    const named = list.sections.find((section) => section.code === code);
    return named ? localize(named.label, locale) : code;
  };
  return (
    <div className="form two-columns">
      <SelectField
        label={t('indicators:fields.kind')}
        value={form.kind}
        onChange={(event) => change({ kind: event.target.value as IndicatorForm['kind'] })}
      >
        {(['school', 'section', 'all'] as const).map((kind) => (
          <option key={kind} value={kind}>
            {t(`indicators:kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      {form.kind === 'school' && (
        <SelectField
          label={t('indicators:fields.ownership')}
          value={form.ownership}
          onChange={(event) => change({ ownership: event.target.value as Ownership | '' })}
        >
          <option value="">{t('indicators:fields.anyOwnership')}</option>
          <option value="public">{t('units:ownership.public')}</option>
          <option value="private">{t('units:ownership.private')}</option>
        </SelectField>
      )}
      {list.level === 'bureau' && (
        <div className="form-row">
          <SelectField
            label={t('indicators:fields.unitGroup')}
            value={form.unitGroup}
            onChange={(event) => change({ unitGroup: event.target.value })}
          >
            <option value="">{t('indicators:fields.anyGroup')}</option>
            {list.unitGroups.map((group) => (
              <option key={group.code} value={group.code}>
                {group.name}
              </option>
            ))}
          </SelectField>
          {onGroups && (
            <Button size="small" variant="plain" onClick={onGroups}>
              {t('indicators:fields.editGroups')}
            </Button>
          )}
        </div>
      )}
      {form.kind === 'school' && (
        <SelectField
          label={t('indicators:fields.types')}
          value={form.typesMode}
          onChange={(event) => change({ typesMode: event.target.value as IndicatorForm['typesMode'] })}
          {...problem('types')}
        >
          <option value="all">{t('indicators:fields.typesAll')}</option>
          <option value="only">{t('indicators:fields.typesOnly')}</option>
          <option value="except">{t('indicators:fields.typesExcept')}</option>
        </SelectField>
      )}
      {form.kind === 'school' && form.typesMode !== 'all' && (
        <fieldset className="options whole">
          <legend className="visually-hidden">
            {t(form.typesMode === 'only' ? 'indicators:fields.typesOnly' : 'indicators:fields.typesExcept')}
          </legend>
          {offered.map((type) => (
            <label key={type} className="check">
              <input
                type="checkbox"
                checked={form.types.includes(type)}
                onChange={(event) =>
                  change({
                    types: types.filter((one) => (one === type ? event.target.checked : form.types.includes(one))),
                  })
                }
              />
              {localize(labelOfType(list.unitTypes, type), locale)}
            </label>
          ))}
        </fieldset>
      )}
      {form.kind === 'section' && sections.length > 0 && (
        <fieldset className="options whole">
          <legend>
            {t('indicators:fields.sections')} <span className="muted">{t('indicators:fields.optionsHint')}</span>
          </legend>
          {sections.map((code) => (
            <label key={code} className="check">
              <input
                type="checkbox"
                checked={form.sections.includes(code)}
                onChange={(event) =>
                  change({
                    sections: sections.filter((one) =>
                      one === code ? event.target.checked : form.sections.includes(one),
                    ),
                  })
                }
              />
              {sectionName(code)}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
