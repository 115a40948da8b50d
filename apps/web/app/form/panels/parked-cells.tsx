import { localize } from '@huibao/domain';
import { Banner, Button, Dialog } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { formatInstant, useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import { useMutation } from '../../use-mutation.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** More than anybody reads at once; the others come up as these are put back. */
const mostShown = 200;

/** What was typed into cells that the form asks for no more: listed, and put back where it is asked again. */
export function ParkedCells({ form }: { form: FormHandle }) {
  const { t } = useTranslation(['form', 'common']);
  const locale = useLocale();
  const { parked, unruled, id } = form.view;
  const [isListed, setListed] = useState(false);
  const restore = useMutation(async (ids: readonly string[]) => {
    await form.store.saveAll();
    return client.submission.restoreParked.mutate({ submissionId: id, ids: [...ids] });
  });
  const count = parked.length + unruled.length;
  if (count === 0) return null;
  const again = parked.filter((cell) => cell.isAskedAgain);
  return (
    <>
      <Banner
        tone={again.length > 0 && !form.isReadOnly ? 'warn' : 'info'}
        role="status"
        end={
          <Button size="small" onClick={() => setListed(true)}>
            {t('form:parked.show')}
          </Button>
        }
      >
        {again.length > 0 ? t('form:parked.again', { count, again: again.length }) : t('form:parked.banner', { count })}
      </Banner>
      <Dialog title={t('form:parked.title')} isOpen={isListed} onClose={() => setListed(false)} size="wide">
        <p className="muted">{t('form:parked.note')}</p>
        <FailureAlert failure={restore.failure} />
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('form:parked.item')}</th>
                <th scope="col">{t('form:parked.value')}</th>
                <th scope="col">{t('form:parked.by')}</th>
                <th scope="col">{t('form:parked.at')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('form:parked.restore')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {parked.slice(0, mostShown).map((cell) => (
                <tr key={cell.id}>
                  <th scope="row">{localize(cell.label, locale)}</th>
                  <td>{cell.state === 'not_applicable' ? t('form:parked.notApplicable') : cell.value}</td>
                  <td className="nowrap">{cell.by}</td>
                  <td className="nowrap">{formatInstant(cell.at, 'exact')}</td>
                  <td>
                    {cell.isAskedAgain && !form.isReadOnly && (
                      <Button size="small" disabled={restore.isBusy} onClick={() => void restore.run([cell.id])}>
                        {t('form:parked.restore')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {unruled.length > 0 && (
          <>
            <h3>{t('form:parked.unruled')}</h3>
            <ul className="plain-list">
              {unruled.map(({ message, text }) => (
                <li key={`${message.zh} ${text}`}>
                  <span className="muted">{localize(message, locale)}</span>
                  <br />
                  {text}
                </li>
              ))}
            </ul>
          </>
        )}
        {parked.length > mostShown && (
          <p className="muted small">{t('form:parked.more', { count: parked.length - mostShown })}</p>
        )}
        <div className="form-actions">
          <Button onClick={() => setListed(false)}>{t('common:actions.close')}</Button>
        </div>
      </Dialog>
    </>
  );
}
