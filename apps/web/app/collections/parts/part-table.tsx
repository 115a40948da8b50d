import { localize } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import type { ListedPart } from '../../outputs.ts';

type AskedAlike = ListedPart['asked'][number];

/** One line a part: what it is, what it asks of whom, what comes of it, and its switch. */
export function PartTable({
  parts,
  isBusy,
  onSwitch,
}: {
  parts: readonly ListedPart[];
  isBusy: boolean;
  /** Absent of who only reads. */
  onSwitch?: (part: ListedPart) => Promise<void>;
}) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  return (
    <table className="table part-table">
      <thead>
        <tr>
          <th scope="col">{t('parts.part')}</th>
          <th scope="col">{t('parts.asked')}</th>
          <th scope="col">{t('parts.total')}</th>
          <th scope="col">{t('parts.adds')}</th>
          <th scope="col" className="mid nowrap">
            {t('parts.switch')}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => {
          const label = localize(part.label, locale);
          return (
            <tr key={part.code}>
              <th scope="row">
                {label}
                <span className="muted small part-text">{localize(part.description, locale)}</span>
              </th>
              <td>
                <Asked part={part} />
              </td>
              <td className="nowrap">
                {part.units === 0 ? '—' : t('parts.sum', { count: part.units, cells: part.cells })}
              </td>
              <td>
                {t('parts.indicators', { count: part.indicators })}
                {part.sections.length > 0 && (
                  <span className="muted small part-text">
                    {t('parts.sections', { items: part.sections.join(t('parts.separator')) })}
                  </span>
                )}
              </td>
              <td className="mid">
                <input
                  type="checkbox"
                  role="switch"
                  aria-label={`${t('parts.switch')} ${label}`}
                  checked={part.isOn}
                  disabled={isBusy || !onSwitch}
                  onChange={() => void onSwitch?.(part)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Schools that are asked as much stand together, each kind named; sections by their own names. */
function Asked({ part: { asked, unanswered } }: { part: ListedPart }) {
  const { t } = useTranslation('collections');
  const locale = useLocale();
  const named = (one: AskedAlike): string => t('parts.units', { label: localize(one.label, locale), units: one.units });
  const sections = asked.filter(({ kind }) => kind === 'section');
  const groups = [
    ...Map.groupBy(
      asked.filter(({ kind }) => kind !== 'section'),
      ({ cells }) => cells,
    ),
  ];
  return (
    <>
      {groups.map(([cells, of]) => (
        <span key={cells} className="part-line">
          {t('parts.each', { count: cells })}
          {namesOnce(of).map(named).join(t('parts.separator'))}
        </span>
      ))}
      {sections.map(({ label, cells }) => (
        <span key={label.zh} className="part-line">
          {t('parts.section', { label: localize(label, locale), count: cells })}
        </span>
      ))}
      {asked.length === 0 && <span className="muted">{t('parts.nobodyAsked')}</span>}
      {unanswered.length > 0 && (
        <span className="warn-text small part-text">
          {t('parts.unanswered', {
            items: unanswered.map((one) => localize(one, locale)).join(t('parts.separator')),
          })}
        </span>
      )}
    </>
  );
}

/** Public and private schools of a type, where they are asked as much, are one kind. */
function namesOnce(asked: readonly AskedAlike[]): readonly AskedAlike[] {
  const kinds = Map.groupBy(asked, ({ kind, schoolType, label }) => [kind, schoolType, label.zh].join(' '));
  return [...kinds.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, units: others.reduce((sum, { units }) => sum + units, first.units) }] : [],
  );
}
