import { localize, registerOf, registerRows } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { findPlace } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** What a list calls a cell of the form: its label, in a register behind the number of its row. */
export function useCellNames({ view, evaluation }: FormHandle): (id: string) => string {
  const { t } = useTranslation('form');
  const locale = useLocale();
  let rows: ReturnType<typeof registerRows> | undefined;
  return (id) => {
    const place = findPlace(view.form, view.unit, id);
    if (!place) return id;
    const column = localize(place.label, locale);
    const register = registerOf(place.address);
    if (register === null) return column;
    // A row that holds nothing but a text that can't be read comes behind those that hold something.
    rows ??= registerRows(view.form, evaluation.cells);
    const keys = rows.get(register) ?? [];
    const at = keys.indexOf(place.address.key);
    return t('register.cellName', { row: at < 0 ? keys.length + 1 : at + 1, column });
  };
}
