import { elementsOf, localize, namedKeysOf, printCell, type Locale } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { useMutation } from '../../use-mutation.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { ListedCells } from './listed-cells.tsx';

/** What is answered already in another programme for the same days: offered, looked at, and filled in once. */
export function Prefills({ form }: { form: FormHandle }) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { prefills, id } = form.view;
  const [isListed, setListed] = useState(false);
  const take = useMutation(async () => {
    await form.store.saveAll();
    await client.submission.prefill.mutate({ submissionId: id });
    setListed(false);
  });
  if (prefills.length === 0 || form.isReadOnly) return null;
  const names = [...new Set(prefills.map(({ from }) => localize(from.programme, locale)))];
  const count = prefills.length;
  return (
    <ListedCells
      tone="info"
      told={t('prefill.banner', { count, names: names.map((name) => `“${name}”`).join(t('nameSeparator')) })}
      show={t('prefill.show')}
      title={t('prefill.title')}
      note={t('prefill.note')}
      columns={[t('prefill.item'), t('prefill.value'), t('prefill.from')]}
      rows={prefills.map((cell) => (
        <tr key={`${cell.code} ${cell.key}`}>
          <th scope="row">{nameOf(form, cell, locale)}</th>
          <td>{valueOf(form, cell, locale)}</td>
          <td>
            {[cell.from.programme, cell.from.form, cell.from.period].map((text) => localize(text, locale)).join(' · ')}
          </td>
        </tr>
      ))}
      actions={
        <Button variant="primary" disabled={take.isBusy} onClick={() => void take.run()}>
          {t('prefill.take', { count })}
        </Button>
      }
      failure={take.failure}
      isListed={isListed}
      onList={setListed}
    />
  );
}

type Prefill = FormHandle['view']['prefills'][number];

function elementOf(form: FormHandle, code: string) {
  return elementsOf(form.view.form).find((element) => element.code === code);
}

function nameOf(form: FormHandle, { code, key, label }: Prefill, locale: Locale): string {
  const element = elementOf(form, code);
  const option = element && namedKeysOf(element).find((one) => one.code === key);
  return [localize(label, locale), ...(option ? [localize(option.label, locale)] : [])].join(' · ');
}

function valueOf(form: FormHandle, cell: Prefill, locale: Locale): string {
  const element = elementOf(form, cell.code);
  return element ? printCell(element, cell, locale) : cell.value;
}
