import { localize } from '@huibao/domain';
import { Empty } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { useFailureText } from '../failure-alert.tsx';
import type { ImportRefusals } from '../outputs.ts';
import { Pages } from './pages.tsx';

/** What isn't taken of a file: where it stands there, and why. */
export function RefusedPlaces({ refusals: { all, refusals }, page }: { refusals: ImportRefusals; page: number }) {
  const { t } = useTranslation('imports');
  const locale = useLocale();
  const failureText = useFailureText();
  if (refusals.length === 0) return <Empty>{t('refused.none')}</Empty>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {(['place', 'unit', 'cell', 'text', 'why'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`refused.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {refusals.map((one) => (
            <tr key={`${one.sheet}/${one.ref}/${one.error}/${one.code}/${one.key}`}>
              <td className="nowrap">{t('place', { sheet: one.sheet, ref: one.ref }).trim()}</td>
              <td>{one.unitName}</td>
              <td>
                {localize(one.form, locale)} {localize(one.label, locale)}
              </td>
              <td>
                {typeof one.params.values === 'number' ? t('refused.whole', { count: one.params.values }) : one.text}
              </td>
              <td>{failureText({ code: one.error, params: one.params })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pages page={page} all={all} />
    </div>
  );
}
