import { holdsElements, localize, type FormDefinition, type Period, type UnitTraits } from '@huibao/domain';
import { valueAt } from '@huibao/domain/designing';
import { memo, startTransition, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { PartGrid } from '../form/grid/part-grid.tsx';
import { partsOf } from '../form/grid/rows.ts';
import type { ToldPaste } from '../form/grid/use-grid.ts';
import { putPasted } from '../form/grid/use-grid.ts';
import type { Place } from '../form/sync/places.ts';
import type { FormHandle } from '../form/sync/use-form.ts';
import type { Chosen } from './outline/nodes.ts';
import { explainedAt, sectionOfRule } from './expression/explained.ts';
import { Outcome } from './expression/outcome.tsx';
import { codesRead, useMarkedCells } from './expression/use-marked-cells.ts';
import { TrialBench, useBench } from './trial-bench.tsx';
import { useTrial } from './use-trial.ts';

/** The chosen section typed into and checked, with what it reads from elsewhere. */
export const Trial = memo(function Trial({
  form,
  forms,
  chosen,
  unit,
  period,
  year,
  onChoose,
}: {
  readonly form: FormDefinition;
  readonly forms: readonly FormDefinition[];
  readonly chosen: Chosen;
  readonly unit: UnitTraits;
  readonly period: Period;
  readonly year: number;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  const bench = useBench(form, forms, unit, period, year);
  const trial = useTrial(form, bench.others, bench.before, unit, period, year);
  const [told, setTold] = useState<(ToldPaste & { readonly into: FormHandle }) | null>(null);
  const [isAboutFiles, setAboutFiles] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  // Tab comes through the form on its way from the tree to the properties: what is chosen stays.
  const isPassing = useRef(false);
  const isPressed = useRef(false);
  // What is tried out may lack what is wrong; it has the sections of the form, one for one.
  const at = chosen.path[0] === 'sections' ? Number(chosen.path[1]) : sectionOfRule(form, chosen.path);
  const section = trial.view.form.sections[at];
  const parts = useMemo(() => (section ? partsOf(section, trial.view.unit) : []), [section, trial.view.unit]);
  const item = valueAt(form, chosen.path) as { readonly code?: string } | undefined;
  const code = typeof chosen.path.at(-1) === 'number' ? item?.code : undefined;
  const explained = useMemo(() => explainedAt(form, chosen.path), [form, chosen.path]);
  useMarkedCells(
    body,
    code,
    explained.map(({ source }) => source),
    parts,
  );
  const choose = ({ element, address }: Place): void => {
    // A rule stays before the eyes of whoever tries it by typing into what it reads.
    const isTried = explained.some(({ of, source }) => of === 'rule' && codesRead(source).has(codeOf(address)));
    if (isPassing.current || isTried) return;
    const found = placeOfCode(form, element.code, address.code);
    // The next key is drawn first; the other panes follow.
    if (found) startTransition(() => onChoose({ part: `forms/${form.code}.json`, path: found }));
  };
  const shared = {
    form: trial,
    locale,
    target: null,
    onActive: choose,
    onPlan: (paste: ToldPaste) => setTold({ ...paste, into: trial }),
    onOpenFiles: () => setAboutFiles(true),
    onReplay: (kind: 'undo' | 'redo') => void trial.store[kind](),
  };
  const findings = trial.evaluation.findings.filter((finding) => finding.kind !== 'required').slice(0, 6);
  return (
    <div
      className="designer-trial"
      ref={body}
      onMouseDownCapture={() => (isPressed.current = true)}
      onFocusCapture={({ currentTarget, relatedTarget }) => {
        isPassing.current = !isPressed.current && !currentTarget.contains(relatedTarget);
      }}
      onBlurCapture={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) isPressed.current = false;
      }}
    >
      {explained.map((one) => (
        <Outcome key={`${one.of} ${one.code}`} trial={trial} forms={forms} explained={one} />
      ))}
      <header className="row">
        {section && <h2>{localize(section.title, locale)}</h2>}
        <span className="spacer" />
        <span className="tag">{t('pane.live')}</span>
      </header>
      {parts.length === 0 && <p className="muted">{t('pane.notAsked')}</p>}
      {parts.map((part) => (
        <PartGrid key={part.id} part={part} label={section ? localize(section.title, locale) : ''} {...shared} />
      ))}
      <TrialBench bench={bench} onPlan={(paste) => setTold({ ...paste, into: bench.trial })} />
      {told && (
        <p className="row small">
          {t('pane.paste', { count: told.plan.edits.length })}
          <button
            type="button"
            className="link"
            onClick={() => {
              putPasted(told.into, told.plan);
              setTold(null);
            }}
          >
            {t('pane.pasteTake')}
          </button>
        </p>
      )}
      {isAboutFiles && (
        <p className="muted small" role="status">
          {t('pane.noFiles')}
        </p>
      )}
      {findings.length > 0 && (
        <ul className="designer-findings" aria-label={t('pane.findings')}>
          {findings.map((finding) => (
            <li key={finding.rule + finding.cells.join()} className={finding.severity}>
              <b>{t(`severity.${finding.severity}`)}</b> {localize(finding.message, locale)}
              <span className="muted small">{finding.rule}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});

/** As expressions name it: of a register's cell the register's. */
const codeOf = ({ code }: Place['address']): string => code.split('.')[0] ?? code;

/** Where an element stands, by its code and that of its cells: a column's has its register's before it. */
function placeOfCode(form: FormDefinition, code: string, cellCode: string): Chosen['path'] | null {
  for (const [at, section] of form.sections.entries())
    for (const [blockAt, block] of section.blocks.entries()) {
      const base = ['sections', at, 'blocks', blockAt] as const;
      if (holdsElements(block)) {
        const index = block.elements.findIndex((element) => element.code === code && cellCode === code);
        if (index >= 0) return [...base, 'elements', index];
      } else if (cellCode.startsWith(`${block.register.code}.`)) {
        const index = block.register.columns.findIndex((column) => column.code === code);
        if (index >= 0) return [...base, 'register', 'columns', index];
      }
    }
  return null;
}
