import { localize, type Localized } from '@huibao/domain';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { AdoptionPreview } from '../../outputs.ts';
import { AddedMark } from '../../programme/added-mark.tsx';

type AmendedForm = AdoptionPreview['forms'][number];

/** Form by form: what its drafts gain, lose and find changed, and how much stays as it is. */
export function AmendedForms({ preview }: { preview: AdoptionPreview }) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  return (
    <section className="card table-scroll" aria-label={t('amendment.forms')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('amendment.form')}</th>
            <th scope="col">{t('amendment.changes')}</th>
            <th scope="col" className="num">
              {t('amendment.drafts')}
            </th>
            <th scope="col" className="num">
              {t('amendment.parked')}
            </th>
            <th scope="col" className="num">
              {t('amendment.standing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.forms.map((form) => (
            <tr key={form.code}>
              <th scope="row">
                {localize(form.title, locale)}
                <AddedMark code={form.code} /> {form.isNew && <Tag tone="ok">{t('amendment.new')}</Tag>}
                {form.isRetired && <Tag tone="warn">{t('amendment.retired')}</Tag>}
              </th>
              <td>
                {/* Everything in a new form is new, which its mark says. */}
                {!form.isNew && <FormChangeList form={form} />}
              </td>
              <td className="num">{form.drafts}</td>
              <td className="num">{form.parked}</td>
              <td className="num">{form.standing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.added > 0 && <p className="table-note">{t('amendment.added', { count: preview.added })}</p>}
    </section>
  );
}

function FormChangeList({ form: { gained, lost, changed, rules } }: { form: AmendedForm }) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const named = (items: readonly { readonly label: Localized }[]): string =>
    items.map(({ label }) => localize(label, locale)).join(t('amendment.separator'));
  const lines = [
    ...(gained.length > 0 ? [t('amendment.gained', { items: named(gained) })] : []),
    ...(lost.length > 0 ? [t('amendment.lost', { items: named(lost) })] : []),
    ...(changed.length > 0 ? [t('amendment.changed', { items: named(changed) })] : []),
    ...(rules.length > 0
      ? [t('amendment.rules', { items: named(rules.map((rule) => ({ label: rule.message }))) })]
      : []),
  ];
  if (lines.length === 0) return <span className="muted">{t('amendment.same')}</span>;
  return (
    <ul className="change-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
