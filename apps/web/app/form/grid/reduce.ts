import { missingCell } from '@huibao/domain';
import type { CellEdit } from '../sync/form-store.ts';
import { readText, type Place } from '../sync/places.ts';
import { writeTsv } from './clipboard.ts';
import {
  origin,
  selectionWithin,
  type ClipboardAction,
  type GridEffect,
  type GridEvent,
  type GridOutcome,
  type GridState,
  type GridView,
} from './state.ts';
import { actionOf, type CellMode, type GridAction, type Key } from './keys.ts';
import { jump, positionsOf, rangeOf, step, tabTo, type Position, type Selection } from './navigation.ts';
import { fitToSelection, planPaste } from './plan-paste.ts';

/** More cells than this aren't pasted before their person has seen the plan. */
const previewFrom = 50;

/** The grid at the moment of an event. */
interface Scene {
  readonly view: GridView;
  readonly state: GridState;
  readonly selection: Selection;
  readonly active: Place | undefined;
}

type Change = Pick<GridOutcome, 'state' | 'effects'>;

/** What a key, a pointer or the clipboard does to a grid. Knows neither browser nor React. */
export function reduceGrid(state: GridState, event: GridEvent, view: GridView): GridOutcome {
  const selection = selectionWithin(view, state.selection);
  const scene: Scene = { view, state, selection, active: view.placeAt(selection.focus) };
  switch (event.kind) {
    case 'key':
      return pressKey(scene, event.key);
    case 'typed':
      return passed(typeText(scene, event.text));
    case 'chosen':
      return taken(select(commit(scene, event.text), selection.focus));
    case 'focused':
      return passed(scene.active ? causing(state, { kind: 'show_active', place: scene.active }) : unchanged(state));
    case 'blurred':
      return passed(commitEdit(scene));
    case 'double_clicked':
      return passed(beginEdit(scene, false));
    case 'copied':
    case 'cut':
    case 'pasted':
      // The text that is being edited has the browser's own clipboard.
      return state.edit ? passed(unchanged(state)) : taken(copyOrPaste(scene, event));
    case 'pressed':
      return press(scene, event);
    case 'dragged_to':
      return event.isMainButton && !state.edit
        ? passed(select(unchanged(state), event.at, selection.anchor))
        : passed(unchanged(state));
    case 'led_to':
      return passed(select(unchanged(state), event.at));
  }
}

const unchanged = (state: GridState): Change => ({ state, effects: [] });

const causing = (state: GridState, ...effects: readonly GridEffect[]): Change => ({ state, effects });

const taken = (change: Change): GridOutcome => ({ ...change, isTaken: true });

const passed = (change: Change): GridOutcome => ({ ...change, isTaken: false });

function select({ state, effects }: Change, focus: Position, anchor: Position = focus): Change {
  return { state: { ...state, selection: { anchor, focus } }, effects: [...effects, { kind: 'focus' }] };
}

function pressKey(scene: Scene, key: Key): GridOutcome {
  const action = actionOf(key, modeOf(scene));
  if (!action) return passed(unchanged(scene.state));
  if (action.kind === 'tab') return pressTab(scene, action.by);
  return taken(act(scene, action));
}

function modeOf({ state, active }: Scene): CellMode {
  if (state.edit === null) return 'moving';
  return active?.element.type === 'narrative' ? 'editing_lines' : 'editing';
}

/** At the ends of the grid Tab goes on to what follows it on the page. */
function pressTab(scene: Scene, by: 1 | -1): GridOutcome {
  const committed = commitEdit(scene);
  const to = tabTo(scene.view, scene.selection.focus, by);
  return to ? taken(select(committed, to)) : passed(committed);
}

function act(scene: Scene, action: Exclude<GridAction, { kind: 'tab' }>): Change {
  const { state, view, active } = scene;
  const { anchor, focus } = scene.selection;
  switch (action.kind) {
    case 'move': {
      const to = (action.isJump ? jump : step)(view, focus, action.by);
      return select(unchanged(state), to, action.isExtending ? anchor : to);
    }
    case 'edge': {
      const to = edgeOf(view, focus, action);
      return select(unchanged(state), to, action.isExtending ? anchor : to);
    }
    case 'enter':
      if (!state.edit && active?.element.type === 'attachment')
        return causing(state, { kind: 'open_files', place: active });
      return select(commitEdit(scene), step(view, focus, { row: action.by, col: 0 }));
    case 'commit':
      return select(commitEdit(scene), focus);
    case 'cancel':
      return state.edit ? unchanged({ ...state, edit: null }) : select(unchanged(state), focus);
    case 'edit':
      return beginEdit(scene, false);
    case 'list':
      return beginEdit(scene, true);
    case 'clear':
      return clear(scene);
    case 'undo':
    case 'redo':
      return select(causing(state, { kind: action.kind }), focus);
    case 'fill_down':
      return fillDown(scene);
    case 'select_all':
      return select(unchanged(state), { row: view.rows - 1, col: view.cols - 1 }, origin);
    case 'delete_row':
      return view.isReadOnly ? unchanged(state) : causing(state, { kind: 'delete_row', row: focus.row });
  }
}

/** The end of the row or of the whole grid; in a grid of one column, of the column. */
function edgeOf(view: GridView, focus: Position, { isEnd, isWhole }: { isEnd: boolean; isWhole: boolean }): Position {
  const isAlongColumn = isWhole || view.cols === 1;
  const lastRow = isEnd ? view.rows - 1 : 0;
  return { row: isAlongColumn ? lastRow : focus.row, col: isEnd ? view.cols - 1 : 0 };
}

function press(scene: Scene, { at, isMainButton, isExtending }: Extract<GridEvent, { kind: 'pressed' }>): GridOutcome {
  const { state, selection } = scene;
  const isInEditedText = state.edit !== null && at.row === selection.focus.row && at.col === selection.focus.col;
  if (!isMainButton || isInEditedText) return passed(unchanged(state));
  return taken(select(commitEdit(scene), at, isExtending ? selection.anchor : at));
}

function typeText({ state, view, active }: Scene, text: string): Change {
  if (!active || view.isReadOnly || active.isLocked || active.element.type === 'attachment') return unchanged(state);
  return unchanged({ ...state, edit: { text, isListOpen: state.edit?.isListOpen ?? false } });
}

function beginEdit({ state, view, active }: Scene, isListOpen: boolean): Change {
  if (!active || view.isReadOnly || active.isLocked) return unchanged(state);
  const elementType = active.element.type;
  if (elementType === 'attachment') return causing(state, { kind: 'open_files', place: active });
  const isAlwaysList = elementType === 'boolean' || elementType === 'choice';
  return unchanged({ ...state, edit: { text: view.draftOf(active), isListOpen: isListOpen || isAlwaysList } });
}

function commitEdit(scene: Scene): Change {
  return scene.state.edit ? commit(scene, scene.state.edit.text) : unchanged(scene.state);
}

function commit({ state, view, active }: Scene, text: string): Change {
  const closed: GridState = { ...state, edit: null };
  if (!active || view.isReadOnly || active.isLocked) return unchanged(closed);
  const reading = readText(active.element, text);
  if (!reading.ok) return causing(closed, { kind: 'reject', place: active, text, error: reading.error });
  const edit: GridEffect = { kind: 'edit', edits: [{ place: active, content: reading.content }], source: 'page' };
  if (!reading.isEmptied) return causing(closed, edit);
  const plan = { edits: [], locked: [], refused: [], emptied: [active], outside: 0 };
  return causing(closed, edit, { kind: 'tell', plan });
}

function clear({ state, view, selection }: Scene): Change {
  if (view.isReadOnly) return unchanged(state);
  const edits = positionsOf(rangeOf(selection))
    .flatMap((at) => view.placeAt(at) ?? [])
    .filter(takesText)
    .map((place): CellEdit => ({ place, content: missingCell }));
  return causing(state, { kind: 'edit', edits, source: 'page' });
}

/** The topmost selected cell of each column, or, in a selection of one row, the one above it. */
function fillDown({ state, view, selection }: Scene): Change {
  const { top, bottom, left, right } = rangeOf(selection);
  const sourceRow = top === bottom ? top - 1 : top;
  if (sourceRow < 0 || view.isReadOnly) return unchanged(state);
  const below = positionsOf({ top: sourceRow + 1, bottom, left, right });
  const edits = below.flatMap((at): CellEdit[] => {
    const [source, place] = [view.placeAt({ row: sourceRow, col: at.col }), view.placeAt(at)];
    if (!source || !place || !takesText(place)) return [];
    const reading = readText(place.element, view.textOf(source));
    return reading.ok ? [{ place, content: reading.content }] : [];
  });
  return causing(state, { kind: 'edit', edits, source: 'page' });
}

const takesText = ({ isLocked, element }: Place): boolean => !isLocked && element.type !== 'attachment';

function copyOrPaste(scene: Scene, action: ClipboardAction): Change {
  if (action.kind === 'pasted') return paste(scene, action.block);
  const copied: GridEffect = { kind: 'copy', text: selectedText(scene) };
  if (action.kind === 'copied') return causing(scene.state, copied);
  const cleared = clear(scene);
  return causing(cleared.state, copied, ...cleared.effects);
}

function selectedText({ view, selection }: Scene): string {
  const { top, bottom, left, right } = rangeOf(selection);
  const rows = Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (__, col) => {
      const place = view.placeAt({ row: top + row, col: left + col });
      return place ? view.textOf(place) : '';
    }),
  );
  return writeTsv(rows);
}

function paste({ state, view, selection }: Scene, block: readonly (readonly string[])[]): Change {
  if (view.isReadOnly) return unchanged(state);
  const { top, bottom, left, right } = rangeOf(selection);
  const plan = planPaste(fitToSelection(block, bottom - top + 1, right - left + 1), (row, col) => {
    const at = { row: top + row, col: left + col };
    return view.placeAt(at) ?? view.placeBelow(at);
  });
  const isLarge = plan.edits.length > previewFrom;
  const hasLeftOut = plan.locked.length + plan.refused.length + plan.emptied.length + plan.outside > 0;
  return causing(
    state,
    ...(isLarge ? [] : [{ kind: 'edit' as const, edits: plan.edits, source: 'paste' as const }]),
    ...(isLarge || hasLeftOut ? [{ kind: 'tell' as const, plan }] : []),
  );
}
