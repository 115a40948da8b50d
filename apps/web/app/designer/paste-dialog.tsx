import type { DataElement } from '@huibao/domain';
import { Button, Dialog, TextArea } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { elementsOfRows } from './paste-rows.ts';

/** Rows of a sheet become questions, seen before they are put in. */
export function PasteRowsDialog({
  taken,
  onPut,
  onClose,
}: {
  readonly taken: ReadonlySet<string>;
  readonly onPut: (elements: readonly DataElement[]) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const [text, setText] = useState('');
  const elements = elementsOfRows(text, taken);
  return (
    <Dialog title={t('designer:paste.title')} isOpen onClose={onClose} size="wide">
      <div className="form">
        <TextArea
          label={t('designer:paste.label')}
          hint={t('designer:paste.hint')}
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {elements.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('designer:fields.label')}</th>
                <th scope="col">{t('designer:fields.unit')}</th>
                <th scope="col">{t('designer:fields.english')}</th>
                <th scope="col">{t('designer:fields.code')}</th>
              </tr>
            </thead>
            <tbody>
              {elements.slice(0, 50).map((element) => (
                <tr key={element.code}>
                  <td>{element.label.zh}</td>
                  <td>{element.unit?.zh}</td>
                  <td>{element.label.en === element.label.zh ? '' : element.label.en}</td>
                  <td className="code">{element.code}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" disabled={elements.length === 0} onClick={() => onPut(elements)}>
            {t('designer:paste.put', { count: elements.length })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
