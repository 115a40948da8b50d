import type { Position } from './navigation.ts';

export type GridAction =
  | { readonly kind: 'move'; readonly by: Position; readonly isJump: boolean; readonly isExtending: boolean }
  | { readonly kind: 'tab'; readonly by: 1 | -1 }
  | { readonly kind: 'enter'; readonly by: 1 | -1 }
  | { readonly kind: 'edge'; readonly isEnd: boolean; readonly isWhole: boolean; readonly isExtending: boolean }
  | {
      readonly kind:
        'edit' | 'cancel' | 'commit' | 'clear' | 'undo' | 'redo' | 'fill_down' | 'select_all' | 'delete_row' | 'list';
    };

export interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const arrows: Readonly<Record<string, Position>> = {
  ArrowUp: { row: -1, col: 0 },
  ArrowDown: { row: 1, col: 0 },
  ArrowLeft: { row: 0, col: -1 },
  ArrowRight: { row: 0, col: 1 },
};

export type CellMode = 'moving' | 'editing' | 'editing_lines';

/**
 * What a key means in a grid; null leaves it to the browser. Nothing is meant while an input method composes
 * (229 is its key).
 */
export function actionOf(key: Key, mode: CellMode): GridAction | null {
  if (key.isComposing || key.keyCode === 229) return null;
  if (mode !== 'moving') return editingAction(key, mode);
  const isCommand = key.ctrlKey || key.metaKey;
  const arrow = arrows[key.key];
  if (arrow && key.altKey) return key.key === 'ArrowDown' ? { kind: 'list' } : null;
  if (arrow) return { kind: 'move', by: arrow, isJump: isCommand, isExtending: key.shiftKey };
  if (isCommand) return commandAction(key);
  switch (key.key) {
    case 'Tab':
      return { kind: 'tab', by: key.shiftKey ? -1 : 1 };
    case 'Enter':
      return key.altKey ? null : { kind: 'enter', by: key.shiftKey ? -1 : 1 };
    case 'Home':
    case 'End':
      return { kind: 'edge', isEnd: key.key === 'End', isWhole: false, isExtending: key.shiftKey };
    case 'F2':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: 'cancel' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    default:
      return null;
  }
}

function commandAction(key: Key): GridAction | null {
  switch (key.key.toLowerCase()) {
    case 'home':
    case 'end':
      return { kind: 'edge', isEnd: key.key === 'End', isWhole: true, isExtending: key.shiftKey };
    case 'z':
      return { kind: key.shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
    case 'd':
      return { kind: 'fill_down' };
    case 'a':
      return { kind: 'select_all' };
    case '-':
      return { kind: 'delete_row' };
    default:
      return null;
  }
}

function editingAction(key: Key, mode: CellMode): GridAction | null {
  switch (key.key) {
    case 'Escape':
      return { kind: 'cancel' };
    case 'Tab':
      return { kind: 'tab', by: key.shiftKey ? -1 : 1 };
    case 'Enter':
      // A narrative takes lines; Ctrl+Enter leaves it.
      if (mode === 'editing_lines') return key.ctrlKey || key.metaKey ? { kind: 'commit' } : null;
      return { kind: 'enter', by: key.shiftKey ? -1 : 1 };
    default:
      return null;
  }
}
