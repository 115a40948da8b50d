import type { DataElement } from '@huibao/domain';
import { Button, Dialog, TextArea } from '@huibao/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRows, readPastedRows } from './paste-rows.ts';

/** Enough to see whether the columns are right. */
const mostShown = 50;
const mostTold = 20;

/** Rows of a sheet become questions, seen before they are put in. */
export function PasteRowsDialog({
  taken,
  coded,
  isGrid,
  onPut,
  onClose,
}: {
  readonly taken: ReadonlySet<string>;
  readonly coded: (wanted: string) => string;
  /** Into a table: rows may name the heads that they stand under. */
  readonly isGrid: boolean;
  readonly onPut: (elements: readonly DataElement[]) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const [text, setText] = useState('');
  const { elements, nameless } = useMemo(
    () => readPastedRows(text, taken, isGrid, coded),
    [text, taken, isGrid, coded],
  );
  const isTooMany = elements.length > mostRows;
  return (
    <Dialog title={t('designer:paste.title')} isOpen onClose={onClose} size="wide">
      <div className="form">
        <TextArea
          label={t('designer:paste.label')}
          hint={t(isGrid ? 'designer:paste.gridHint' : 'designer:paste.hint')}
          rows={6}
          value={text}
          problem={isTooMany ? t('designer:paste.tooMany', { count: elements.length, most: mostRows }) : undefined}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            // Browsers take seconds to put a thousand lines in one by one.
            if (text !== '') return;
            event.preventDefault();
            setText(event.clipboardData.getData('text/plain'));
          }}
        />
        {nameless.length > 0 && (
          <p className="warn-text small" role="status">
            {t('designer:paste.nameless', {
              count: nameless.length,
              rows:
                nameless.slice(0, mostTold).join(t('designer:paste.comma')) + (nameless.length > mostTold ? '…' : ''),
            })}
          </p>
        )}
        {elements.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('designer:fields.label')}</th>
                <th scope="col">{t('designer:fields.unit')}</th>
                <th scope="col">{t('designer:fields.english')}</th>
                <th scope="col">{t('designer:fields.code')}</th>
                {isGrid && <th scope="col">{t('designer:options.under')}</th>}
              </tr>
            </thead>
            <tbody>
              {elements.slice(0, mostShown).map((element) => (
                <tr key={element.code}>
                  <td>{element.label.zh}</td>
                  <td>{element.unit?.zh}</td>
                  <td>{element.label.en === element.label.zh ? '' : element.label.en}</td>
                  <td className="code">{element.code}</td>
                  {isGrid && <td>{element.under?.map(({ zh }) => zh).join(' › ')}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {elements.length > mostShown && (
          <p className="muted">{t('designer:paste.more', { count: elements.length - mostShown })}</p>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" disabled={elements.length === 0 || isTooMany} onClick={() => onPut(elements)}>
            {t('designer:paste.put', { count: elements.length })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
