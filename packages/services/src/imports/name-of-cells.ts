import type { CellAddress, Localized } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { findPlace, type CellPlace } from '../submission/place-of-cell.ts';

type Named = Pick<CellPlace, 'element'> & {
  /** '' of what belongs to no form, or isn't known there. */
  readonly form: Localized;
  readonly label: Localized;
};

const nothing: Localized = { zh: '', en: '' };

/** What cells are called, by the forms of a term. */
export function namingCells({ forms }: Edition): (at: CellAddress & { readonly formCode: string }) => Named {
  const byCode = new Map(forms.map(({ definition }) => [definition.code, definition]));
  return ({ formCode, code, key }) => {
    const form = byCode.get(formCode);
    if (!form) return { form: nothing, label: nothing, element: null };
    const { number, shortTitle } = form;
    const place = code === '' ? undefined : findPlace(form, code, key);
    return {
      form: { zh: `${number.zh} ${shortTitle.zh}`, en: `${number.en} ${shortTitle.en}` },
      label: place?.label ?? nothing,
      element: place?.element ?? null,
    };
  };
}
