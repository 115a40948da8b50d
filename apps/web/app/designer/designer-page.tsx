import { localize, type FormDefinition, type Localized, type ProgrammeCalendar } from '@huibao/domain';
import {
  formsOf,
  inheritedIn,
  isInheritedForm,
  ownName,
  renameCode,
  takenCodes,
  valueAt,
  wantedCode,
  type DraftParts,
  type PartPath,
} from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { Banner, Button, Empty, PageHead } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { OpenedDraft, UnitType } from '../outputs.ts';
import { addField, addNewForm, bringBack, takeOut, within, type Change } from './actions.ts';
import { canDropOn, dropOn, move, moveTo, publishedWithin } from './moving.ts';
import { DraftCodesContext, type DraftCodes } from './draft-codes.ts';
import { RenewSession } from '../shell/renew-session.tsx';
import { DraftStatus, LastChange } from './draft-status.tsx';
import { FormPane } from './form-pane.tsx';
import { Outline } from './outline/outline.tsx';
import { blockKinds, chosenAt, kindAt, outlineOf, type Chosen } from './outline/nodes.ts';
import { Presence } from './presence.tsx';
import type { Aside } from './properties/of-type.ts';
import { PropertiesPane } from './properties/properties.tsx';
import {
  AdditionsTab,
  CarryOver,
  CheckDialog,
  ConflictBanner,
  GlossaryTab,
  IndicatorsTab,
  KeptBanner,
  MoveDialog,
  PasteRowsDialog,
  SettingsTab,
  TemplateTab,
  VersionsDialog,
} from './rest-of-designer.tsx';
import { templatePart } from './template/nodes.ts';
import { Toolbar } from './toolbar.tsx';
import { useDraft } from './use-draft.ts';
import { useFaults } from './use-faults.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import { useWords } from './words.ts';

interface Head {
  readonly title: Localized;
  readonly forms: readonly string[];
  readonly calendar: ProgrammeCalendar;
}

const tabs = ['forms', 'indicators', 'template', 'settings', 'glossary'] as const;

/** The part that a tab edits; the forms' has one for each. */
const partsOfTabs = {
  indicators: 'indicators.json',
  template: templatePart,
  settings: 'programme.json',
  glossary: 'glossary.json',
} as const;
type Tab = (typeof tabs)[number];

/** Each with what can be done about it. */
const toldElsewhere: ReadonlySet<string> = new Set(['draft.closed', 'session.missing']);

/** Where a part is edited. */
function tabOf(part: string): Tab {
  // Confidential registers stand among what isn't a form.
  if (part === 'registers.json') return 'settings';
  return tabs.find((tab) => tab !== 'forms' && partsOfTabs[tab] === part) ?? 'forms';
}

/** A programme that is being built: what it asks, as its reporters will see it, and what can be said of each piece. */
export function DesignerPage({
  opened,
  faults: given,
  unitTypes,
}: {
  readonly opened: OpenedDraft;
  /** As the server judged what was opened. */
  readonly faults: readonly (readonly [string, readonly PackageRefusal[]])[];
  readonly unitTypes: readonly UnitType[];
}) {
  const { t } = useTranslation(['designer', 'common', 'advice']);
  const locale = useLocale();
  const words = useWords();
  const [wanted, setChosen] = useState<Chosen>(() => ({ part: firstForm(opened), path: [] }));
  const [templatePath, setTemplatePath] = useState<PartPath>([]);
  const [indicator, setIndicator] = useState<string | null>(null);
  const [tab, setTab] = useState<Tab>('forms');
  const draft = useDraft(opened, tab === 'forms' ? wanted.part : partsOfTabs[tab]);
  const { store, state } = draft;
  const { parts } = state;
  const head = parts.get('programme.json') as Head;
  const [dialog, setDialog] = useState<'check' | 'move' | 'paste' | 'versions' | null>(null);
  const [isRefused, setRefused] = useState(false);
  const published = useMemo(() => new Set(opened.published), [opened.published]);
  const publishedIndicators = useMemo(() => new Set(opened.publishedIndicators), [opened.publishedIndicators]);
  const chosen = useMemo(() => standing(parts, wanted, head.forms), [parts, wanted, head.forms]);
  const forms = useMemo(() => formsOf(parts).map(([, one]) => one), [parts]);
  const form = chosen && (parts.get(chosen.part) as FormDefinition | undefined);
  const workedOn = tab === 'forms' ? (chosen?.part ?? null) : partsOfTabs[tab];
  // Of additions the part that holds it, if any does.
  const shownPart = workedOn !== null && draft.lens ? ownName(workedOn, state.held) : workedOn;
  const isAdding = inheritedIn(parts) !== null;
  const isFixed = chosen !== null && isInheritedForm(parts, chosen.part);
  const [asOpened] = useState(() => new Map(given));
  const faults = useFaults(parts, asOpened);
  const counts = useMemo(() => new Map([...faults].map(([part, list]) => [part, list.length])), [faults]);
  const close = useCallback(() => setDialog(null), []);
  const panes = useRef<HTMLDivElement>(null);
  const [isEntered, setEntered] = useState(false);
  const onEntered = useCallback(() => setEntered(false), []);
  const add = (change: Change | null): void => {
    act(change);
    setEntered(change !== null);
  };
  const act = (change: Change | null): void => {
    if (!change) return;
    setRefused(false);
    store.edit(change.parts);
    setChosen(change.chosen);
  };
  /** What has been published stays in its form. */
  const put = (from: Chosen, part: string, change: () => Change | null): void => {
    const isRefusedHere = from.path.length > 0 && part !== from.part && publishedWithin(parts, from, published);
    setRefused(isRefusedHere);
    if (!isRefusedHere) act(change());
  };
  const nodes = useMemo(() => outlineOf(parts), [parts]);
  const [aside] = useState(() => new Map<string, Aside>());
  const codes = useMemo<DraftCodes>(
    () => ({
      parts,
      aside,
      rename: (name, to) => {
        store.edit(renameCode(parts, name, to, published));
        // What was chosen by its code is so by the new one.
        if (name.kind === 'form') setChosen({ part: `forms/${to}.json`, path: [] });
        if (name.kind === 'indicator') setIndicator(to);
      },
    }),
    [parts, aside, store, published],
  );
  useUndoKeys(draft);
  const go = (place: Chosen): void => {
    setTab(tabOf(place.part));
    if (place.part.startsWith('forms/')) setChosen(chosenAt(parts, place));
    if (place.part === templatePart) setTemplatePath(place.path);
    if (place.part === partsOfTabs.indicators) setIndicator(indicatorAt(parts, place.path));
  };
  const taken = useMemo(() => {
    const into = dialog === 'paste' && chosen && within(parts, chosen, blockKinds);
    return into ? takenAt(parts, chosen, into) : null;
  }, [dialog, parts, chosen]);
  const coded = useCallback((wanted: string) => wantedCode(parts, wanted), [parts]);
  return (
    <DraftCodesContext.Provider value={codes}>
      <DraftStatus draft={draft} />
      <nav aria-label={t('designer:breadcrumb')}>
        <ol className="breadcrumb">
          <li>
            <Link to="/programmes">{t('common:menu.programmes')}</Link>
          </li>
          <li aria-current="page">{localize(head.title, locale)}</li>
        </ol>
      </nav>
      <PageHead
        title={t(isAdding ? 'designer:adding.title' : 'designer:title', {
          title: localize(head.title, locale),
          year: opened.year,
        })}
        actions={
          <>
            <Button size="small" disabled={!state.canUndo} onClick={() => store.undo()}>
              {t('designer:actions.undo')}
            </Button>
            <Button size="small" disabled={!state.canRedo} onClick={() => store.redo()}>
              {t('designer:actions.redo')}
            </Button>
            {shownPart !== null && (
              <Button size="small" onClick={() => setDialog('versions')}>
                {t('designer:actions.versions')}
              </Button>
            )}
            <Button variant="primary" onClick={() => setDialog('check')}>
              {t('designer:actions.check')}
            </Button>
          </>
        }
      />
      {draft.offered.length > 0 && <KeptBanner draft={draft} />}
      {state.conflicts.length > 0 && <ConflictBanner draft={draft} />}
      {opened.ranOut > 0 && dialog === null && (
        <Banner tone="warn">
          {t('advice:ranOut', { count: opened.ranOut, year: opened.year })}{' '}
          <button type="button" className="link" onClick={() => setDialog('check')}>
            {t('advice:look')}
          </button>
        </Banner>
      )}
      <FailureAlert
        failure={state.failure && toldElsewhere.has(state.failure.code) ? null : state.failure}
        isKept={draft.isKept}
      />
      {state.failure?.code === 'draft.closed' && <CarryOver draft={draft} year={opened.year} />}
      <RenewSession
        isSignedOut={state.failure?.code === 'session.missing'}
        text={t('designer:renew.text')}
        putOff={t('designer:renew.putOff')}
        isKept={draft.isKept}
        onRenewed={store.saveAll}
      />
      {isRefused && (
        <Banner tone="warn" role="alert">
          {t('designer:move.published')}
        </Banner>
      )}
      <div className="designer-where">
        <nav className="designer-tabs" aria-label={t('designer:tabs.label')}>
          {tabs.map((one) => (
            <button key={one} type="button" aria-current={one === tab} onClick={() => setTab(one)}>
              {t(one === 'settings' && isAdding ? 'designer:adding.groups' : `designer:tabs.${one}`)}
            </button>
          ))}
        </nav>
        <span className="row muted small">
          {shownPart !== null && <LastChange draft={draft} part={shownPart} />}
          <Presence draft={draft} />
        </span>
      </div>
      {tab === 'indicators' && (
        <IndicatorsTab
          draft={draft}
          unitTypes={unitTypes}
          published={publishedIndicators}
          wanted={indicator}
          onChoose={setIndicator}
          onGo={go}
        />
      )}
      {tab === 'template' && <TemplateTab draft={draft} path={templatePath} onChoose={setTemplatePath} />}
      {tab === 'settings' &&
        (isAdding ? <AdditionsTab draft={draft} /> : <SettingsTab draft={draft} year={opened.year} />)}
      {tab === 'glossary' && <GlossaryTab draft={draft} />}
      {tab === 'forms' && chosen && form && (
        <div className="designer" ref={panes}>
          <Outline
            nodes={nodes}
            chosen={chosen}
            label={t('designer:outline.label')}
            search={t('designer:outline.search')}
            faults={counts}
            isFixed={(node) => isInheritedForm(parts, node.part)}
            onChoose={setChosen}
            onMove={(by) => act(move(parts, chosen, by))}
            onDrop={(dragged, target) => put(dragged, target.part, () => dropOn(parts, dragged, target))}
            canDrop={(dragged, target) => canDropOn(parts, dragged, target)}
            onTakeOut={() => act(isFixed ? null : takeOutOf(parts, chosen, published))}
            onEnter={() => setEntered(!isFixed)}
          />
          <FormPane
            form={form}
            forms={forms}
            chosen={chosen}
            calendar={head.calendar}
            year={opened.year}
            unitTypes={unitTypes}
            onChoose={setChosen}
          >
            <Toolbar
              parts={parts}
              chosen={chosen}
              published={published}
              words={words}
              act={act}
              add={add}
              onPaste={() => setDialog('paste')}
              onMoveTo={() => setDialog('move')}
            />
          </FormPane>
          <PropertiesPane
            parts={parts}
            chosen={chosen}
            faults={faults.get(chosen.part) ?? []}
            published={published}
            unitTypes={unitTypes}
            onEdit={(changed, of) => store.edit(changed, of)}
            onChoose={go}
            onBringBack={() => act(bringBack(parts, chosen))}
            isEntered={isEntered}
            onEntered={onEntered}
            onLeave={() => panes.current?.querySelector<HTMLElement>('[role="tree"]')?.focus()}
          />
        </div>
      )}
      {tab === 'forms' && !form && (
        <section className="card">
          <Empty
            action={
              <Button variant="primary" onClick={() => add(addNewForm(parts, null, words))}>
                {t('designer:actions.addForm')}
              </Button>
            }
          >
            {t('designer:empty')}
          </Empty>
        </section>
      )}
      {dialog === 'check' && <CheckDialog draft={draft} onClose={close} onGo={go} />}
      {chosen && taken && (
        <PasteRowsDialog
          taken={taken}
          coded={coded}
          isGrid={
            within(parts, chosen, blockKinds) !== null &&
            kindAt(parts, { ...chosen, path: within(parts, chosen, blockKinds) ?? [] }) === 'grid'
          }
          onClose={close}
          onPut={(elements) => {
            act(addField(parts, chosen, words, elements));
            close();
          }}
        />
      )}
      {dialog === 'move' && chosen && (
        <MoveDialog
          parts={parts}
          chosen={chosen}
          onClose={close}
          onMove={(target) => {
            close();
            put(chosen, target.part, () => moveTo(parts, chosen, target));
          }}
        />
      )}
      {dialog === 'versions' && shownPart !== null && <VersionsDialog draft={draft} name={shownPart} onClose={close} />}
    </DraftCodesContext.Provider>
  );
}

/** Of additions one's own, where there is one. */
function firstForm({ parts, base }: OpenedDraft): string {
  const heads = [...parts, ...(base?.parts ?? [])].filter(({ name }) =>
    ['additions.json', 'programme.json'].includes(name),
  );
  const forms = heads.flatMap(({ content }) => (content as Head).forms);
  return `forms/${forms[0] ?? ''}.json`;
}

/** What was chosen, as far as it is still there: a step back or a colleague may have taken it out. */
function standing(parts: DraftParts, wanted: Chosen, forms: readonly string[]): Chosen | null {
  if (parts.has(wanted.part)) return chosenOrAbove(parts, wanted);
  const first = forms.find((code) => parts.has(`forms/${code}.json`));
  return first === undefined ? null : { part: `forms/${first}.json`, path: [] };
}

function chosenOrAbove(parts: DraftParts, wanted: Chosen): Chosen {
  const { part, path } = wanted;
  return path.length === 0 || valueAt(parts.get(part), path) !== undefined ? wanted : chosenAt(parts, wanted);
}

function takeOutOf(parts: DraftParts, chosen: Chosen, published: ReadonlySet<string>): Change | null {
  const kind = kindAt(parts, chosen);
  return kind === 'rules' || kind === 'retired' || kind === 'form' ? null : takeOut(parts, chosen, published);
}

/** Codes of a register's columns are its own; elements have theirs in the whole programme. */
function takenAt(parts: DraftParts, { part }: Chosen, block: Chosen['path']): ReadonlySet<string> {
  if (kindAt(parts, { part, path: block }) !== 'register') return takenCodes(parts);
  const columns = valueAt(parts.get(part), [...block, 'register', 'columns']) as readonly { readonly code: string }[];
  return new Set(columns.map((column) => column.code));
}

function indicatorAt(parts: DraftParts, path: PartPath): string | null {
  const found = valueAt(parts.get(partsOfTabs.indicators), path.slice(0, 2)) as { readonly code?: string } | undefined;
  return found?.code ?? null;
}
