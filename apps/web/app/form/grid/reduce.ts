import { isNumeric, missingCell } from '@huibao/domain';
import type { CellEdit } from '../sync/form-state.ts';
import { readText, type Place } from '../sync/places.ts';
import { actionOf, type CellMode, type GridAction, type Key } from './keys.ts';
import {
  isOneCell,
  isSame,
  jump,
  positionsOf,
  rangeOf,
  roundTo,
  selectionOf,
  step,
  tabTo,
  type GridShape,
  type Position,
  type Selection,
} from './navigation.ts';
import { pasteInto, pasteOver } from './paste.ts';
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
  const scene: Scene = { view, state, selection, active: view.placeAt(selection.active) };
  switch (event.kind) {
    case 'key':
      return pressKey(scene, event.key);
    case 'typed':
      return passed(typeText(scene, event.text));
    case 'chosen':
      return taken(select(scene.active ? commit(scene, scene.active, event.text) : unchanged(state), selection));
    case 'focused':
      return passed(scene.active ? causing(state, { kind: 'show_active', place: scene.active }) : unchanged(state));
    case 'blurred':
      return passed(commitEdit(scene));
    case 'double_clicked':
      return passed(beginEdit(scene, false));
    case 'rows_deleted':
      return passed(deleteRows(scene));
    case 'copied':
    case 'cut':
    case 'pasted':
      return takeClipboard(scene, event);
    case 'pressed':
      return press(scene, event);
    case 'dragged_to':
      return event.isMainButton && !state.edit
        ? passed(select(unchanged(state), { ...selection, focus: event.at }))
        : passed(unchanged(state));
    case 'led_to':
      return passed(select(commitEdit(scene), selectionOf(event.at)));
  }
}

const unchanged = (state: GridState): Change => ({ state, effects: [] });

const causing = (state: GridState, ...effects: readonly GridEffect[]): Change => ({ state, effects });

const taken = (change: Change): GridOutcome => ({ ...change, isTaken: true });

const passed = (change: Change): GridOutcome => ({ ...change, isTaken: false });

function select({ state, effects }: Change, selection: Selection, tabbedFrom: number | null = null): Change {
  return { state: { ...state, selection, tabbedFrom }, effects: [...effects, { kind: 'focus' }] };
}

function pressKey(scene: Scene, key: Key): GridOutcome {
  const action = actionOf(key, modeOf(scene.state));
  if (!action) return passed(unchanged(scene.state));
  if (action.kind === 'tab') return pressTab(scene, action.by);
  return taken(act(scene, action));
}

function modeOf({ edit }: GridState): CellMode {
  if (edit === null) return 'moving';
  if (edit.place.element.type === 'narrative') return 'inside_lines';
  return edit.isInside ? 'inside' : 'typing';
}

/** Along the row and on to the next one, a new one too; at the ends of the grid to what follows it on the page. */
function pressTab(scene: Scene, by: 1 | -1): GridOutcome {
  const committed = commitEdit(scene);
  const { state, selection } = scene;
  if (!isOneCell(selection)) {
    const active = roundTo(rangeOf(selection), selection.active, by, 'rows');
    return taken(select(committed, { ...selection, active }));
  }
  const to = tabTo(shapeAfter(scene, committed), selection.active, by);
  const from = by === 1 ? (state.tabbedFrom ?? selection.active.col) : null;
  return to ? taken(select(committed, selectionOf(to), from)) : passed(committed);
}

/** What is put into the last row of a grid that grows makes a further one, into which Enter, Tab and arrows go on. */
function shapeAfter({ view, selection }: Scene, { effects }: Change): GridShape {
  const isPut = effects.some(
    (effect) =>
      effect.kind === 'reject' ||
      (effect.kind === 'edit' && effect.edits.some(({ content }) => content.state !== 'missing')),
  );
  return view.canGrow && isPut && selection.active.row === view.rows - 1 ? { ...view, rows: view.rows + 1 } : view;
}

function act(scene: Scene, action: Exclude<GridAction, { kind: 'tab' }>): Change {
  const { state, view, selection, active } = scene;
  const goTo = (from: Position, by: (shape: GridShape, from: Position) => Position, isExtending: boolean): Change => {
    const committed = commitEdit(scene);
    const to = by(shapeAfter(scene, committed), from);
    return select(committed, isExtending ? { ...selection, anchor: selection.active, focus: to } : selectionOf(to));
  };
  const from = (isExtending: boolean): Position =>
    isExtending && isSame(selection.active, selection.anchor) ? selection.focus : selection.active;
  switch (action.kind) {
    case 'move': {
      const { by, isJump, isExtending } = action;
      return goTo(from(isExtending), (shape, at) => (isJump ? jump : step)(shape, at, by), isExtending);
    }
    case 'page': {
      const by = { row: action.by * view.pageRows(), col: 0 };
      return goTo(from(action.isExtending), (shape, at) => step(shape, at, by), action.isExtending);
    }
    case 'edge':
      return goTo(from(action.isExtending), (shape, at) => edgeOf(shape, at, action), action.isExtending);
    case 'enter':
      return pressEnter(scene, action.by);
    case 'fill_selection':
      return fillSelection(scene);
    case 'break_line':
      return takesLines(state.edit?.place) ? causing(state, { kind: 'break_line' }) : unchanged(state);
    case 'cancel':
      return state.edit ? unchanged({ ...state, edit: null }) : select(unchanged(state), selectionOf(selection.active));
    case 'edit':
      return state.edit
        ? unchanged({ ...state, edit: { ...state.edit, isInside: !state.edit.isInside } })
        : beginEdit(scene, false);
    case 'list':
      return beginEdit(scene, true);
    case 'clear':
      return clear(scene);
    case 'undo':
    case 'redo':
      return select(causing(state, { kind: action.kind }), selection);
    case 'fill_down':
      return fillDown(scene);
    case 'select_all':
      return select(unchanged(state), {
        active: active ? selection.active : origin,
        anchor: origin,
        focus: { row: view.rows - 1, col: view.cols - 1 },
      });
    case 'delete_rows':
      return deleteRows(scene);
  }
}

function pressEnter(scene: Scene, by: 1 | -1): Change {
  const { state, selection, active } = scene;
  if (!state.edit && active?.element.type === 'attachment')
    return causing(state, { kind: 'open_files', place: active });
  const committed = commitEdit(scene);
  if (!isOneCell(selection))
    return select(committed, {
      ...selection,
      active: roundTo(rangeOf(selection), selection.active, by, 'columns'),
    });
  const col = by === 1 ? (state.tabbedFrom ?? selection.active.col) : selection.active.col;
  const to = step(shapeAfter(scene, committed), { row: selection.active.row, col }, { row: by, col: 0 });
  return select(committed, selectionOf(to));
}

/** The end of the row or of the whole grid; in a grid of one column, of the column. */
function edgeOf(shape: GridShape, at: Position, { isEnd, isWhole }: { isEnd: boolean; isWhole: boolean }): Position {
  const isAlongColumn = isWhole || shape.cols === 1;
  const lastRow = isEnd ? shape.rows - 1 : 0;
  return { row: isAlongColumn ? lastRow : at.row, col: isEnd ? shape.cols - 1 : 0 };
}

function press(scene: Scene, { at, isMainButton, isExtending }: Extract<GridEvent, { kind: 'pressed' }>): GridOutcome {
  const { state, selection } = scene;
  if (!isMainButton) return passed(unchanged(state));
  // A click into the text that is being typed goes on inside it.
  if (state.edit && isSame(at, selection.active))
    return passed(unchanged({ ...state, edit: { ...state.edit, isInside: true } }));
  const next = isExtending ? { ...selection, anchor: selection.active, focus: at } : selectionOf(at);
  return taken(select(commitEdit(scene), next));
}

function typeText({ state, view, active }: Scene, text: string): Change {
  if (state.edit) return unchanged({ ...state, edit: { ...state.edit, text } });
  if (!active || view.isReadOnly || active.isLocked || active.element.type === 'attachment') return unchanged(state);
  return unchanged({ ...state, edit: { place: active, text, isListOpen: false, isInside: false } });
}

function beginEdit({ state, view, active }: Scene, isListOpen: boolean): Change {
  if (state.edit) return unchanged({ ...state, edit: { ...state.edit, isInside: true } });
  if (!active || view.isReadOnly || active.isLocked) return unchanged(state);
  const elementType = active.element.type;
  if (elementType === 'attachment') return causing(state, { kind: 'open_files', place: active });
  const isAlwaysList = elementType === 'boolean' || elementType === 'choice';
  return unchanged({
    ...state,
    edit: { place: active, text: view.draftOf(active), isListOpen: isListOpen || isAlwaysList, isInside: true },
  });
}

function commitEdit(scene: Scene): Change {
  const { edit } = scene.state;
  return edit ? commit(scene, edit.place, edit.text) : unchanged(scene.state);
}

function commit({ state, view }: Scene, place: Place, text: string): Change {
  const closed: GridState = { ...state, edit: null };
  if (view.isReadOnly || place.isLocked) return unchanged(closed);
  // Text that was refused stays what it was, a number of two lines too, which an input shows in one.
  if (state.edit && text === view.draftOf(place)) return unchanged(closed);
  const reading = readText(place.element, text, view.year);
  if (!reading.ok) return causing(closed, { kind: 'reject', place, text, error: reading.error });
  const edit: GridEffect = { kind: 'edit', edits: [{ place, content: reading.content }] };
  if (!reading.isEmptied) return causing(closed, edit);
  const plan = { edits: [], refused: [], locked: [], emptied: [{ row: null, place }], leftOut: [] };
  return causing(closed, edit, { kind: 'tell', plan, isDone: true });
}

/** Ctrl+Enter: the text into every selected cell, and the selection stays. */
function fillSelection(scene: Scene): Change {
  const { state, selection } = scene;
  const { edit } = state;
  if (!edit || isOneCell(selection)) return select(commitEdit(scene), selection);
  const plan = pasteOver(scene.view, selection, [[edit.text]]);
  return select(causing({ ...state, edit: null }, { kind: 'paste', plan }), selection);
}

function clear({ state, view, selection }: Scene): Change {
  if (view.isReadOnly) return unchanged(state);
  const edits = positionsOf(rangeOf(selection))
    .flatMap((at) => view.placeAt(at) ?? [])
    .filter(takesText)
    .map((place): CellEdit => ({ place, content: missingCell }));
  return causing(state, { kind: 'edit', edits });
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
    const reading = readText(place.element, view.textOf(source), view.year);
    return reading.ok ? [{ place, content: reading.content }] : [];
  });
  return causing(state, { kind: 'edit', edits });
}

/** The selected rows; what was below them comes up to where the person is. */
function deleteRows(scene: Scene): Change {
  const { state, view, selection } = scene;
  if (view.isReadOnly) return unchanged(state);
  const { top, bottom } = rangeOf(selection);
  return select(
    causing({ ...state, edit: null }, { kind: 'delete_rows', from: top, to: bottom }),
    selectionOf({ row: top, col: selection.active.col }),
  );
}

const takesText = ({ isLocked, element }: Place): boolean => !isLocked && element.type !== 'attachment';

const takesLines = (place: Place | undefined): boolean =>
  place?.element.type === 'text' || place?.element.type === 'narrative';

function takeClipboard(scene: Scene, action: ClipboardAction): GridOutcome {
  const { state, view, selection } = scene;
  if (state.edit) {
    // The text that is being edited has the browser's own clipboard; but an input of one line would join 3⏎4 to 34.
    const { place } = state.edit;
    const isOneLine = !takesLines(place);
    if (action.kind !== 'pasted' || !isOneLine || !action.pasted.text.trim().includes('\n'))
      return passed(unchanged(state));
    return taken(select(commit(scene, place, action.inEdit), selection));
  }
  if (action.kind === 'pasted') return taken(causing(state, ...pasteInto(view, selection, action.pasted)));
  const copied: GridEffect = { kind: 'copy', rows: copiedRows(scene) };
  if (action.kind === 'copied') return taken(causing(state, copied));
  const cleared = clear(scene);
  return taken(causing(cleared.state, copied, ...cleared.effects));
}

function copiedRows({ view, selection }: Scene): Extract<GridEffect, { kind: 'copy' }>['rows'] {
  const { top, bottom, left, right } = rangeOf(selection);
  return Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (__, col) => {
      const place = view.placeAt({ row: top + row, col: left + col });
      return { text: place ? view.textOf(place) : '', isWords: !place || !isNumeric(place.element.type) };
    }),
  );
}
