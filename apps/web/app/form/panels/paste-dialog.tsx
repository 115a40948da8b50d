import { localize, printCell } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { useFailureText } from '../../failure-alert.tsx';
import { putPasted, type ToldPaste } from '../grid/use-grid.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** Of values to be filled in so many are listed: all of them can be seen in their cells right after. */
const listed = 300;

/** What a paste did, or, above fifty cells, what it would do. What isn't filled in is listed in full, row by row. */
export function PasteDialog({
  form,
  told,
  onClose,
}: {
  form: FormHandle;
  told: ToldPaste | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const failureText = useFailureText();
  const isPreview = told !== null && !told.isDone;
  const plan = told?.plan;
  const confirm = (): void => {
    if (plan) putPasted(form, plan);
    onClose();
  };
  return (
    <Dialog
      title={isPreview ? t('paste.preview') : t('paste.title')}
      isOpen={told !== null}
      onClose={onClose}
      size="wide"
    >
      {plan && (
        <div className="stack">
          {plan.edits.length > 0 && <p>{t(isPreview ? 'paste.would' : 'paste.did', { count: plan.edits.length })}</p>}
          {isPreview && plan.edits.length > 0 && (
            <div className="preview-scroll" role="region" tabIndex={0} aria-label={t('paste.preview')}>
              <table className="table">
                <tbody>
                  {plan.edits.slice(0, listed).map(({ row, place, content }) => (
                    <tr key={place.id}>
                      <RowNumber row={row} />
                      <th scope="row">{localize(place.label, locale)}</th>
                      <td className="num muted">{printCell(place.element, form.store.contentOf(place.id), locale)}</td>
                      <td className="num pre-line">{printCell(place.element, content, locale)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {plan.edits.length > listed && (
                <p className="muted small">{t('paste.more', { count: plan.edits.length - listed })}</p>
              )}
            </div>
          )}
          {plan.refused.length > 0 && (
            <>
              <h3 className="alert-text">{t('paste.refused', { count: plan.refused.length })}</h3>
              <p className="small muted">{t('paste.refusedHint')}</p>
              <Listed label={t('paste.refused', { count: plan.refused.length })}>
                {plan.refused.map(({ row, place, text, error }) => (
                  <tr key={place.id}>
                    <RowNumber row={row} />
                    <th scope="row">{localize(place.label, locale)}</th>
                    <td className="pre-line">{text}</td>
                    <td className="alert-text">{failureText({ code: `cell.${error.code}`, params: error.params })}</td>
                  </tr>
                ))}
              </Listed>
            </>
          )}
          {plan.leftOut.length > 0 && (
            <>
              <h3 className="alert-text">{t('paste.outside', { count: plan.leftOut.length })}</h3>
              <p className="small muted">{t('paste.outsideHint')}</p>
              <Listed label={t('paste.outside', { count: plan.leftOut.length })}>
                {plan.leftOut.map(({ row, col, text, limit }) => (
                  <tr key={`${row} ${col}`}>
                    <td>{t('unsaved.rowCol', { row, col })}</td>
                    <td className="pre-line">{text}</td>
                    <td className="alert-text">{limit ? failureText(limit) : t('unsaved.outside')}</td>
                  </tr>
                ))}
              </Listed>
            </>
          )}
          {plan.emptied.length > 0 && (
            <>
              <h3>{t('paste.emptied', { count: plan.emptied.length })}</h3>
              <Listed label={t('paste.emptied', { count: plan.emptied.length })}>
                {plan.emptied.map(({ row, place }) => (
                  <tr key={place.id}>
                    <RowNumber row={row} />
                    <th scope="row">{localize(place.label, locale)}</th>
                  </tr>
                ))}
              </Listed>
            </>
          )}
          {plan.locked.length > 0 && (
            <>
              <h3>{t('paste.locked', { count: plan.locked.length })}</h3>
              <Listed label={t('paste.locked', { count: plan.locked.length })}>
                {plan.locked.map(({ row, place }) => (
                  <tr key={place.id}>
                    <RowNumber row={row} />
                    <th scope="row">{localize(place.label, locale)}</th>
                  </tr>
                ))}
              </Listed>
            </>
          )}
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

/** Of the block that was pasted: many of its cells have the same head. */
function RowNumber({ row }: { row: number | null }) {
  const { t } = useTranslation('form');
  return <td className="muted nowrap">{row === null ? '' : t('unsaved.row', { row })}</td>;
}

function Listed({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="preview-scroll" role="region" tabIndex={0} aria-label={label}>
      <table className="table">
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
