import { localize } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { textOfDiffering } from '../../elsewhere/differing-text.ts';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** That other programmes say something else of some cells: told, and each is a way there; it keeps nobody. */
export function DifferingCells({ form, goTo }: { form: FormHandle; goTo: (id: string) => void }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  if (form.differing.length === 0) return null;
  return (
    <Banner tone="info" role="status">
      {t('elsewhere.banner', { count: form.differing.length })}
      {form.differing.map((one) => (
        <button
          key={`${one.code} ${one.keys.join()}`}
          type="button"
          className="link cell-link"
          onClick={() => goTo(one.ids[0] ?? '')}
        >
          {localize((one.ids.length === 1 && form.places.get(one.ids[0] ?? '')?.label) || one.label, locale)}
        </button>
      ))}
    </Banner>
  );
}

/** Of the active cell. */
export function DifferingBox({ form, place }: { form: FormHandle; place: Place }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  return form.differing
    .filter(({ ids }) => ids.includes(place.id))
    .map((one) => (
      <div key={one.keys.join()} className="side-part finding differs">
        <h2>{t('elsewhere.title')}</h2>
        <p>{textOfDiffering(one, t, locale)}</p>
        <p className="small muted">{t('elsewhere.advises')}</p>
      </div>
    ));
}
