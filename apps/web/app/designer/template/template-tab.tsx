import type { ReportTemplate, TemplateSection } from '@huibao/domain';
import {
  changeAt,
  inheritedIn,
  listPrintableTables,
  putPeriods,
  putTables,
  valueAt,
  writtenText,
  type DraftParts,
  type OwnReport,
  type PartPath,
  type TablePlace,
} from '@huibao/domain/designing';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newNodeId } from '../../report/new-node-id.ts';
import type { ChosenFigure } from '../../report/section-editor.tsx';
import type { ChosenCondition } from '../../report/sentence/condition-in-text.ts';
import { ConditionPanel } from '../../report/sentence/condition-panel.tsx';
import { useNextName } from '../next-name.ts';
import type { Chosen } from '../outline/nodes.ts';
import { Outline } from '../outline/outline.tsx';
import { ChoiceProperty } from '../properties/fields.tsx';
import type { DraftHandle } from '../use-draft.ts';
import { useProblems } from '../use-problems.ts';
import { dropOn, move, takeOut, type TemplateChange } from './actions.ts';
import { BalanceList, BalanceProperties } from './balance-properties.tsx';
import { useCatalogue, useTemplateLook } from './catalogue.ts';
import { FigureProperties } from './figure-properties.tsx';
import { dropOwn, isInheritedPlace, isMovablePlace, moveOwn } from './inherited-place.ts';
import { GoneWordings, InheritedPane } from './inherited-pane.tsx';
import { blockPath, placeInTemplate, templateNodes, templateOf, templatePart, type TemplatePlace } from './nodes.ts';
import { numbersOfSections } from './numbers-of-sections.ts';
import { PutPeriodsDialog } from './put-periods-dialog.tsx';
import { PutTablesDialog } from './put-tables-dialog.tsx';
import { SectionPane } from './section-pane.tsx';
import { ReportProperties, SectionProperties, type TemplateProperties } from './section-properties.tsx';
import { TemplateTools } from './template-tools.tsx';
import { WholeText } from './whole-text.tsx';
import { fetchWords } from '../../words.ts';

await fetchWords('figures', 'reports');

/** The report's template: its sections as a tree, the chosen one as it is written, and what can be said of it. */
export function TemplateTab({
  draft,
  path,
  onChoose,
}: {
  readonly draft: DraftHandle;
  /** What of it is chosen, as far as it is still there. */
  readonly path: PartPath;
  readonly onChoose: (path: PartPath) => void;
}) {
  const { t } = useTranslation('designer');
  const { store, state, lens } = draft;
  const template = templateOf(state.parts);
  const place = useMemo(() => placeInTemplate(template, path), [template, path]);
  const isOverOthers = lens ? writtenText(lens.base) === 'overview' : place.list === 'overview';
  const catalogue = useCatalogue(state.parts, isOverOthers);
  const look = useTemplateLook(catalogue);
  const [figure, setFigure] = useState<ChosenFigure | null>(null);
  const [condition, setCondition] = useState<ChosenCondition | null>(null);
  const panes = useRef<HTMLDivElement>(null);
  const named = useNextName<HTMLElement>();
  const [isEntered, setEntered] = useState(false);
  const [putting, setPutting] = useState<'tables' | 'periods' | null>(null);
  const tables = useMemo(() => listPrintableTables(state.parts), [state.parts]);
  const onEntered = useCallback(() => setEntered(false), []);
  const section = template[place.list]?.[place.index];
  const nodes = useMemo(
    () => templateNodes(template, (indicator) => look.describe(asked(indicator)).words, t('template.opening')),
    [template, look, t],
  );
  const forget = (): void => {
    setFigure(null);
    setCondition(null);
  };
  const act = (change: TemplateChange | null): void => {
    if (!change) return;
    store.edit(new Map([[templatePart, change.template]]));
    choose(change.path);
  };
  const choose = (next: PartPath): void => {
    const to = placeInTemplate(templateOf(store.getState().parts), next);
    // What the cursor stood at is of the section that was left.
    if (to.list !== place.list || to.index !== place.index) forget();
    onChoose(next);
  };
  const edit = (changed: ReportTemplate, of: string | null): void => store.edit(new Map([[templatePart, changed]]), of);
  const placeOf = (at: PartPath): TemplatePlace => placeInTemplate(template, at);
  const isSection = place.kind === 'reportSection' || place.kind === 'block';
  const isFixed = isInheritedPlace(state.parts, place);
  const mayPut = !lens || (isSection && !isFixed);
  const put = (make: (parts: DraftParts, at: TablePlace) => ReturnType<typeof putTables>): void => {
    const made = make(store.getState().parts, { list: place.list, index: place.index, after: place.block });
    store.edit(made.parts);
    choose(made.path);
    setPutting(null);
  };
  const drop = (dragged: Chosen, target: Chosen): TemplateChange | null => {
    const [from, to] = [placeOf(dragged.path), placeOf(target.path)];
    return lens ? dropOwn(state.parts, from, to) : dropOn(template, from, to);
  };
  const reworded = useMemo(() => rewordedIn(state.held), [state.held]);
  const isReworded = ([list, index]: PartPath, block: string): boolean =>
    list === 'sections' && reworded.has(`${template.sections[Number(index)]?.code ?? ''} ${block}`);
  const shared = {
    number: numbersOfSections(template[place.list] ?? [])[place.index] ?? '',
    catalogue,
    look,
    onFigure: setFigure,
    onCondition: setCondition,
    onLeave: () => panes.current?.querySelector<HTMLElement>('[role="tree"]')?.focus(),
    onReplaced: forget,
    isEntered,
    onEntered,
  };
  return (
    <div className="designer" ref={panes}>
      <Outline
        nodes={nodes}
        chosen={{ part: templatePart, path: place.path }}
        label={t('template.outline')}
        search={t('template.search')}
        faults={noFaults}
        onChoose={(chosen) => choose(chosen.path)}
        isFixed={({ path: at, code }) => !isReworded(at, code) && isInheritedPlace(state.parts, placeOf(at))}
        isMovable={({ path: at }) => isMovablePlace(state.parts, placeOf(at))}
        onMove={(by) => act(lens ? moveOwn(state.parts, place, by) : move(template, place, by))}
        canDrop={(dragged, target) => drop(dragged, target) !== null}
        onDrop={(dragged, target) => act(drop(dragged, target))}
        onTakeOut={() => act(isFixed ? null : takeOut(template, place))}
        onEnter={() => setEntered(isSection)}
      />
      <section className="card designer-form template-pane" aria-label={t('template.pane')}>
        <TemplateTools
          parts={state.parts}
          template={template}
          place={place}
          catalogue={catalogue}
          fresh={newNodeId}
          act={act}
          add={(change) => named.after(() => act(change))}
          onTables={tables.length > 0 && mayPut ? () => setPutting('tables') : null}
          onPeriods={
            catalogue.periods.length > 0 && catalogue.indicators.length > 0 && mayPut
              ? () => setPutting('periods')
              : null
          }
        />
        {putting === 'tables' && (
          <PutTablesDialog
            tables={tables}
            onPut={(chosen) => put((parts, at) => putTables(parts, chosen, at, newNodeId))}
            onClose={() => setPutting(null)}
          />
        )}
        {putting === 'periods' && (
          <PutPeriodsDialog
            catalogue={catalogue}
            onPut={(title, lines) => put((parts, at) => putPeriods(parts, { title, lines }, at, newNodeId))}
            onClose={() => setPutting(null)}
          />
        )}
        {isSection && section && isFixed && lens && (
          <InheritedPane
            key={section.code}
            draft={draft}
            lens={lens}
            template={template}
            index={place.index}
            section={section}
            block={place.block}
            onEdit={edit}
            {...shared}
          />
        )}
        {isSection && section && !isFixed && (
          <SectionPane
            key={`${place.list} ${section.code}`}
            section={section}
            block={place.block}
            {...shared}
            onChange={(content, step) => {
              const at = [place.list, place.index, 'content'];
              edit(
                // Of what is kept by now, which a key before may have changed.
                changeAt(templateOf(store.getState().parts), at, () => content),
                `${templatePart} ${at.join(' ')} ${step}`,
              );
            }}
            onBlock={(block) => onChoose(blockPath(place, block))}
          />
        )}
        {place.kind === 'template' && lens && <GoneWordings draft={draft} lens={lens} look={look} />}
        {(place.kind === 'template' || place.kind === 'overview') && (
          <WholeText
            template={template}
            list={place.list}
            look={look}
            onOpen={(index) => choose([place.list, index])}
          />
        )}
        {(place.kind === 'balances' || place.kind === 'balance') && (
          <BalanceList
            balances={template.balances ?? []}
            chosen={place.index}
            catalogue={catalogue}
            onChoose={(index) => choose(['balances', index])}
          />
        )}
      </section>
      <section className="card designer-properties" aria-label={t('properties.label')} ref={named.holder}>
        {isSection && condition && <ConditionPanel catalogue={catalogue} chosen={condition} decide={look.decide} />}
        {isSection && figure && <FigureProperties catalogue={catalogue} look={look} chosen={figure} />}
        <Properties draft={draft} place={place} section={section} onEdit={edit} catalogue={catalogue} />
      </section>
    </div>
  );
}

const texts = ['both', 'overview', 'sections'] as const;

/** Of an office with others below: whether a section of its own stands in its report, in theirs, or in both. */
function TextOfSection({ draft, code }: { readonly draft: DraftHandle; readonly code: string }) {
  const { t } = useTranslation('designer');
  const report = draft.state.held.get('report.json') as OwnReport;
  const index = report.sections.findIndex(({ section }) => section.code === code);
  return (
    <ChoiceProperty
      label={t('adding.standsIn')}
      value={report.sections[index]?.in ?? 'both'}
      options={texts.map((one) => [one, t(`adding.standingIn.${one}`)] as const)}
      onChange={(one) => {
        const only = one === 'both' ? undefined : one;
        draft.store.editHeld(new Map([['report.json', changeAt(report, ['sections', index, 'in'], () => only)]]));
      }}
    />
  );
}

/** What comes from above is shown, and changed by nobody here. */
function Fixed({
  isFixed,
  note,
  children,
}: {
  readonly isFixed: boolean;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      {isFixed && <p className="muted small">{note}</p>}
      <fieldset className="pieces" disabled={isFixed}>
        {children}
      </fieldset>
    </>
  );
}

/** Paragraphs from above that are in own words, by section and id. */
function rewordedIn(held: DraftParts): ReadonlySet<string> {
  const report = held.get('report.json') as OwnReport | undefined;
  return new Set(report?.wordings?.map(({ section, block }) => `${section} ${block}`));
}

const noFaults: ReadonlyMap<string, number> = new Map();

const asked = (indicator: string) => ({ id: '', indicator, format: { style: 'exact' }, unit: null }) as const;

function Properties({
  draft,
  place,
  section,
  catalogue,
  onEdit,
}: {
  readonly draft: DraftHandle;
  readonly place: TemplatePlace;
  readonly section: TemplateSection | undefined;
  readonly catalogue: ReturnType<typeof useCatalogue>;
  readonly onEdit: (template: ReportTemplate, of: string | null) => void;
}) {
  const { t } = useTranslation('designer');
  const { parts } = draft.state;
  const template = templateOf(parts);
  const problem = useProblems(parts, templatePart);
  const isAdding = inheritedIn(parts) !== null;
  const isFixed = isInheritedPlace(parts, place);
  const path = place.kind === 'block' ? place.path.slice(0, 2) : place.path;
  const shared: Omit<TemplateProperties<never>, 'item'> = {
    change: (key, value) =>
      onEdit(
        changeAt(template, [...path, ...key], () => value),
        [templatePart, ...path, ...key].join(' '),
      ),
    problemAt: (key) => problem([...path, ...key]),
  };
  switch (place.kind) {
    case 'template':
      return (
        <>
          <h2>{t('kinds.template')}</h2>
          <Fixed isFixed={isFixed} note={t('adding.fixed')}>
            <ReportProperties {...shared} item={template} />
          </Fixed>
        </>
      );
    case 'reportSection':
    case 'block':
      return (
        section && (
          <div className="template-section">
            <h2>{t('kinds.reportSection')}</h2>
            <Fixed
              isFixed={isFixed}
              note={[t('adding.fixedSection'), ...(section.movable ? [t('adding.movableSection')] : [])].join(' ')}
            >
              <SectionProperties {...shared} item={section} isAdding={isAdding && !isFixed} />
              {!isFixed && draft.lens && writtenText(draft.lens.base) === 'overview' && (
                <TextOfSection draft={draft} code={section.code} />
              )}
            </Fixed>
          </div>
        )
      );
    case 'balance':
      return (
        <>
          <h2>{t('kinds.balance')}</h2>
          <Fixed isFixed={isFixed} note={t('adding.fixed')}>
            <BalanceProperties
              {...shared}
              item={valueAt(template, path) as NonNullable<ReportTemplate['balances']>[number]}
              catalogue={catalogue}
            />
          </Fixed>
        </>
      );
    default:
      return (
        <>
          <h2>{t(`kinds.${place.kind}`)}</h2>
          <p className="muted small">{t(`template.about.${place.kind}`)}</p>
        </>
      );
  }
}
