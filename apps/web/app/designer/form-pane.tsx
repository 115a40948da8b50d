import { localize, periodsOf, type FormDefinition, type ProgrammeCalendar, type UnitTraits } from '@huibao/domain';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { drawnPart } from '../drawn-part.tsx';
import type { UnitType } from '../outputs.ts';
import type { Chosen } from './outline/nodes.ts';
import { TrialUnit, unitsFor } from './trial-unit.tsx';

/** Half of what the designer takes: it is fetched by who turns to the page, which comes with the form drawn. */
const Trial = drawnPart(
  async () => (await import('./trial.tsx')).Trial,
  import.meta.env.SSR ? (await import('./trial.tsx')).Trial : null,
);

/** The section that is chosen, as a unit sees it: typed into, checked, and nothing kept. */
export function FormPane({
  form,
  forms,
  chosen,
  calendar,
  year,
  unitTypes,
  onChoose,
  children,
}: {
  readonly form: FormDefinition;
  /** All of the programme, this one among them. */
  readonly forms: readonly FormDefinition[];
  readonly chosen: Chosen;
  readonly calendar: ProgrammeCalendar;
  readonly year: number;
  readonly unitTypes: readonly UnitType[];
  readonly onChoose: (chosen: Chosen) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const [unit, setUnit] = useState<UnitTraits>(() => unitsFor(form, unitTypes));
  const [ordinal, setOrdinal] = useState(1);
  // What is typed beside it is drawn first; the trial follows.
  // All of one moment: a rule that was just added is chosen in the form that has it.
  const now = useMemo(() => ({ form, forms, chosen }), [form, forms, chosen]);
  const settled = useDeferredValue(now);
  const periods = useMemo(() => periodsOf(calendar, year), [calendar, year]);
  const period = periods.find((one) => one.ordinal === ordinal) ?? periods[0];
  if (!period) return null;
  return (
    <section className="card designer-form" aria-label={t('pane.label')}>
      <header className="row">
        <TrialUnit form={form} unit={unit} unitTypes={unitTypes} onChange={setUnit} />
        {periods.length > 1 && (
          <select
            className="select compact"
            aria-label={t('pane.period')}
            value={period.ordinal}
            onChange={(event) => setOrdinal(Number(event.target.value))}
          >
            {periods.map((one) => (
              <option key={one.ordinal} value={one.ordinal}>
                {localize(one.name, locale)}
              </option>
            ))}
          </select>
        )}
      </header>
      {children}
      <Trial
        key={settled.form.code}
        form={settled.form}
        forms={settled.forms}
        chosen={settled.chosen}
        unit={unit}
        period={period}
        year={year}
        onChoose={onChoose}
      />
    </section>
  );
}
