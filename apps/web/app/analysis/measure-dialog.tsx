import { localize, measureKey, pivotLimits, type PivotMeasure } from '@huibao/domain';
import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { MeasureList } from '../outputs.ts';
import { AddedMark } from '../programme/added-mark.tsx';

/** Which figures the table is of, found by name under their groups. */
export function MeasureDialog({
  list,
  chosen,
  onClose,
  onChange,
}: {
  list: MeasureList;
  chosen: readonly PivotMeasure[];
  onClose: () => void;
  onChange: (measures: readonly PivotMeasure[]) => void;
}) {
  const { t } = useTranslation(['analysis', 'common']);
  const locale = useLocale();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<readonly PivotMeasure[]>(chosen);
  const keys = picked.map(measureKey);
  const labels = new Map(
    list.groups.flatMap((group) => group.measures).map((one) => [one.key, localize(one.label, locale)]),
  );
  const wanted = search.trim().toLowerCase();
  const groups = list.groups
    .map((group) => ({
      ...group,
      measures: group.measures.filter(
        (one) =>
          wanted === '' || localize(one.label, locale).toLowerCase().includes(wanted) || one.key.includes(wanted),
      ),
    }))
    .filter((group) => group.measures.length > 0);
  const isFull = picked.length >= pivotLimits.measures;
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    onChange(picked);
    onClose();
  };
  return (
    <Dialog title={t('analysis:measures.title')} isOpen onClose={onClose} size="wide">
      <form className="form measure-dialog" onSubmit={apply}>
        <TextField
          label={t('analysis:measures.search')}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="row">
          {picked.map((measure) => {
            const label = labels.get(measureKey(measure)) ?? measureKey(measure);
            return (
              <button
                key={measureKey(measure)}
                type="button"
                className="tag info picked"
                aria-label={t('analysis:measures.remove', { measure: label })}
                onClick={() => setPicked(picked.filter((other) => other !== measure))}
              >
                {label} ×
              </button>
            );
          })}
        </div>
        <div className="measure-groups">
          <div className="measure-columns">
            {groups.length === 0 && <p className="muted">{t('analysis:measures.none')}</p>}
            {groups.map((group) => (
              <fieldset key={group.code}>
                <legend>{localize(group.label, locale)}</legend>
                {group.measures.map((one) => {
                  const isPicked = keys.includes(one.key);
                  return (
                    <label key={one.key} className="check">
                      <input
                        type="checkbox"
                        checked={isPicked}
                        disabled={isFull && !isPicked}
                        onChange={() =>
                          setPicked(
                            isPicked
                              ? picked.filter((other) => measureKey(other) !== one.key)
                              : [...picked, one.measure],
                          )
                        }
                      />
                      <span>
                        {localize(one.label, locale)}
                        <AddedMark code={'indicator' in one.measure ? one.measure.indicator : one.measure.element} />
                        {one.breakdowns.length > 0 && (
                          <span className="muted small">
                            {' '}
                            {t('analysis:measures.breakdown', {
                              dimension: one.breakdowns.map((label) => localize(label, locale)).join(' × '),
                            })}
                          </span>
                        )}
                      </span>
                    </label>
                  );
                })}
              </fieldset>
            ))}
          </div>
        </div>
        <div className="row">
          <span className="muted small" role="status">
            {t('analysis:measures.chosen', { count: picked.length, limit: pivotLimits.measures })}
          </span>
          <span className="spacer" />
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={picked.length === 0}>
            {t('common:actions.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
