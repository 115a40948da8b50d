import { localize } from '@huibao/domain';
import type { PrintableTables } from '@huibao/domain/designing';
import { Button, Dialog, SelectField } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';

/** Which of the forms' tables the report is to print where the cursor is. */
export function PutTablesDialog({
  tables,
  onPut,
  onClose,
}: {
  readonly tables: readonly PrintableTables[];
  readonly onPut: (chosen: PrintableTables) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const locale = useLocale();
  const [index, setIndex] = useState(0);
  const chosen = tables[index] ?? tables[0];
  return (
    <Dialog title={t('designer:template.tablesName')} isOpen onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onPut(chosen);
        }}
      >
        <SelectField
          label={t('designer:template.whichTables')}
          hint={t('designer:template.tablesHint')}
          value={String(index)}
          onChange={(event) => setIndex(Number(event.target.value))}
        >
          {tables.map(({ form, section }, place) => (
            <option key={`${form.code} ${section.code}`} value={place}>
              {`${localize(form.shortTitle, locale)} · ${localize(section.title, locale)}`}
            </option>
          ))}
        </SelectField>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!chosen}>
            {t('designer:template.put')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
