import { localize, type FormDefinition } from '@huibao/domain';
import { valueAt, type DraftParts } from '@huibao/domain/designing';
import { Button, Dialog, SelectField } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { placesToMoveTo } from './moving.ts';
import { nameOf } from './differences.ts';
import { idOf, type Chosen } from './outline/nodes.ts';

/** Where a piece is to stand instead, in this form or another. */
export function MoveDialog({
  parts,
  chosen,
  onMove,
  onClose,
}: {
  readonly parts: DraftParts;
  readonly chosen: Chosen;
  readonly onMove: (target: Chosen) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const locale = useLocale();
  const places = placesToMoveTo(parts, chosen);
  const [wanted, setWanted] = useState(() => (places[0] ? idOf(places[0]) : ''));
  const target = places.find((place) => idOf(place) === wanted);
  const wordsOf = ({ part, path }: Chosen): string => {
    const form = parts.get(part) as FormDefinition;
    const names = path.flatMap((_, index) => {
      const name = typeof path[index] === 'number' ? nameOf(valueAt(form, path.slice(0, index + 1))) : null;
      return name ? [localize(name, locale)] : [];
    });
    return [localize(form.title, locale), ...names].join(t('designer:conflict.within'));
  };
  return (
    <Dialog title={t('designer:move.title')} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target) onMove(target);
        }}
      >
        <SelectField
          label={t('designer:move.to')}
          hint={t('designer:move.hint')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        >
          {places.map((place) => (
            <option key={idOf(place)} value={idOf(place)}>
              {wordsOf(place)}
            </option>
          ))}
        </SelectField>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!target}>
            {t('designer:move.move')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
