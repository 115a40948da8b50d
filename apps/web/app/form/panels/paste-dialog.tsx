import { localize, printCell } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { useFailureText } from '../../failure-alert.tsx';
import type { PastePlan } from '../grid/plan-paste.ts';
import type { FormHandle } from '../sync/use-form.ts';

const previewFrom = 50;

/** What a paste did, or, above fifty cells, what it would do. */
export function PasteDialog({
  form,
  plan,
  onClose,
}: {
  form: FormHandle;
  plan: PastePlan | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const failureText = useFailureText();
  const isPreview = plan !== null && plan.edits.length > previewFrom;
  const confirm = (): void => {
    if (plan) form.store.edit(plan.edits, 'paste');
    onClose();
  };
  return (
    <Dialog title={isPreview ? t('paste.preview') : t('paste.title')} isOpen={plan !== null} onClose={onClose}>
      {plan && (
        <div className="stack">
          {plan.edits.length > 0 && <p>{t(isPreview ? 'paste.would' : 'paste.did', { count: plan.edits.length })}</p>}
          {isPreview && (
            <div className="preview-scroll" role="region" tabIndex={0} aria-label={t('paste.preview')}>
              <table className="table">
                <tbody>
                  {plan.edits.map(({ place, content }) => (
                    <tr key={place.id}>
                      <th scope="row">{localize(place.label, locale)}</th>
                      <td className="num muted">{printCell(place.element, form.store.contentOf(place.id), locale)}</td>
                      <td className="num">{printCell(place.element, content, locale)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {plan.emptied.length > 0 && (
            <>
              <h3>{t('paste.emptied', { count: plan.emptied.length })}</h3>
              <ul>
                {plan.emptied.slice(0, 20).map((place) => (
                  <li key={place.id}>{localize(place.label, locale)}</li>
                ))}
              </ul>
            </>
          )}
          {plan.locked.length > 0 && (
            <>
              <h3>{t('paste.locked', { count: plan.locked.length })}</h3>
              <ul>
                {plan.locked.slice(0, 20).map((place) => (
                  <li key={place.id}>{localize(place.label, locale)}</li>
                ))}
              </ul>
            </>
          )}
          {plan.refused.length > 0 && (
            <>
              <h3 className="alert-text">{t('paste.refused', { count: plan.refused.length })}</h3>
              <ul>
                {plan.refused.slice(0, 20).map(({ place, text, error }) => (
                  <li key={place.id}>
                    {localize(place.label, locale)}
                    {t('listSeparator')}“{text}” {failureText({ code: `cell.${error.code}`, params: error.params })}
                  </li>
                ))}
              </ul>
            </>
          )}
          {plan.outside > 0 && <p className="warn-text">{t('paste.outside', { count: plan.outside })}</p>}
          <div className="form-actions">
            {isPreview && <Button onClick={onClose}>{t('common:actions.cancel')}</Button>}
            <Button variant="primary" onClick={isPreview ? confirm : onClose}>
              {isPreview ? t('paste.confirm') : t('common:actions.close')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
