import { localize } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { formatInstant, useLocale } from '../../dates.ts';
import { useMutation } from '../../use-mutation.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { ListedCells } from './listed-cells.tsx';

/** More than anybody reads at once; the others come up as these are put back. */
const mostShown = 200;

/** What was typed into cells that the form asks for no more: listed, and put back where it is asked again. */
export function ParkedCells({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
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
    <ListedCells
      tone={again.length > 0 && !form.isReadOnly ? 'warn' : 'info'}
      told={again.length > 0 ? t('parked.again', { count, again: again.length }) : t('parked.banner', { count })}
      show={t('parked.show')}
      title={t('parked.title')}
      note={t('parked.note')}
      columns={[
        t('parked.item'),
        t('parked.value'),
        t('parked.by'),
        t('parked.at'),
        <span key="restore" className="visually-hidden">
          {t('parked.restore')}
        </span>,
      ]}
      rows={parked.slice(0, mostShown).map((cell) => (
        <tr key={cell.id}>
          <th scope="row">{localize(cell.label, locale)}</th>
          <td>{cell.state === 'not_applicable' ? t('parked.notApplicable') : localize(cell.shown, locale)}</td>
          <td className="nowrap">{cell.by}</td>
          <td className="nowrap">{formatInstant(cell.at, 'exact')}</td>
          <td>
            {cell.isAskedAgain && !form.isReadOnly && (
              <Button size="small" disabled={restore.isBusy} onClick={() => void restore.run([cell.id])}>
                {t('parked.restore')}
              </Button>
            )}
          </td>
        </tr>
      ))}
      failure={restore.failure}
      isListed={isListed}
      onList={setListed}
    >
      {unruled.length > 0 && (
        <>
          <h3>{t('parked.unruled')}</h3>
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
        <p className="muted small">{t('parked.more', { count: parked.length - mostShown })}</p>
      )}
    </ListedCells>
  );
}
