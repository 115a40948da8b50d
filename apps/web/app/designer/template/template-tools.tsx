import type { ReportTemplate } from '@huibao/domain';
import { inheritedIn, wantedCode, type DraftParts } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { FigureCatalogue } from '../../report/figure-catalogue.ts';
import {
  addBalance,
  addOverview,
  addSection,
  canMove,
  duplicate,
  move,
  sectionsLeft,
  takeOut,
  type TemplateChange,
} from './actions.ts';
import { isInheritedPlace, moveOwn } from './inherited-place.ts';
import type { TemplatePlace } from './nodes.ts';

type Action = readonly [label: string, isThere: boolean, make: () => TemplateChange | null];

/** What can be done with what is chosen of the template, and what can be added to it: only what does something. */
export function TemplateTools({
  parts,
  template,
  place,
  catalogue,
  fresh,
  act,
  add,
  onTables,
  onPeriods,
}: {
  readonly parts: DraftParts;
  readonly template: ReportTemplate;
  readonly place: TemplatePlace;
  readonly catalogue: FigureCatalogue;
  readonly fresh: () => string;
  readonly act: (change: TemplateChange | null) => void;
  /** What is added is named next. */
  readonly add: (change: TemplateChange | null) => void;
  /** Asks which tables of the forms go in; null where no form has any. */
  readonly onTables: (() => void) | null;
  /** Asks for the lines of a table of periods; null where a year has no parts, or no figure. */
  readonly onPeriods: (() => void) | null;
}) {
  const { t } = useTranslation('designer');
  const { kind, list } = place;
  const isAdding = inheritedIn(parts) !== null;
  const isFixed = isInheritedPlace(parts, place);
  const moved = (by: -1 | 1) => (isAdding ? moveOwn(parts, place, by) : move(template, place, by));
  const isOfBalances = kind === 'balances' || kind === 'balance';
  const isOnlySection = kind === 'reportSection' && list === 'sections' && template.sections.length === 1;
  const isPiece = kind === 'reportSection' || kind === 'block' || kind === 'balance';
  const indicator = catalogue.indicators[0]?.code;
  const added: readonly Action[] = [
    [
      t('template.addSection'),
      !isOfBalances && (list === 'sections' || sectionsLeft(template).length > 0),
      () => addSection(template, place, t('made.newSection'), wantedCode(parts, 'section')),
    ],
    [t('template.addOverview'), !isAdding && !isOfBalances && !template.overview, () => addOverview(template)],
    [
      t('balances.addBalance'),
      isOfBalances && indicator !== undefined,
      () => addBalance(template, t('made.newBalance'), indicator ?? '', wantedCode(parts, 'balance')),
    ],
  ];
  const done: readonly Action[] = [
    [
      t('actions.duplicate'),
      isPiece && !isFixed && !(kind === 'reportSection' && list === 'overview'),
      () => duplicate(template, place, fresh),
    ],
    [t('actions.moveUp'), isAdding ? moved(-1) !== null : canMove(template, place, -1), () => moved(-1)],
    [t('actions.moveDown'), isAdding ? moved(1) !== null : canMove(template, place, 1), () => moved(1)],
    [
      t('actions.takeOut'),
      (isPiece && !isFixed && !isOnlySection) || kind === 'overview',
      () => takeOut(template, place),
    ],
  ];
  const button = ([label, isThere, make]: Action, then: (change: TemplateChange | null) => void) =>
    isThere && (
      <Button key={label} size="small" variant="plain" onClick={() => then(make())}>
        {label}
      </Button>
    );
  return (
    <div className="designer-tools" role="toolbar" aria-label={t('actions.label')}>
      <div>
        {added.map((one) => button(one, add))}
        {(kind === 'reportSection' || kind === 'block') && onTables && (
          <Button size="small" variant="plain" onClick={onTables}>
            {t('template.putTables')}
          </Button>
        )}
        {(kind === 'reportSection' || kind === 'block') && onPeriods && (
          <Button size="small" variant="plain" onClick={onPeriods}>
            {t('periods.put')}
          </Button>
        )}
      </div>
      <div>{done.map((one) => button(one, act))}</div>
    </div>
  );
}
