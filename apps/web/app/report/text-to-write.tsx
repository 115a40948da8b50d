import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { afterEarly } from '../early-input.tsx';
import { PartMissing } from '../fetched-part.tsx';
import { useUnsavedPart } from '../unsaved-work.ts';
import type { SectionEditorProps } from './section-editor.tsx';
import type { Spot, TurnedTo } from './take-over.ts';
import { fetchWriting, writingParts } from './writing.tsx';

/** Fetched as the hand comes near: it is there by the press. */
const prefetch = (): void => void fetchWriting().catch(() => undefined);

/**
 * A text that becomes its editor when somebody turns to it. A field lies over the text until then: it is what the Tab
 * key leads to, shows the caret where the text was pressed, and takes what is typed, by an input method and on a phone
 * too. Its words and keys are the editor's once that is there.
 */
export function TextToWrite({
  label,
  text,
  turnedTo,
  ...rest
}: Omit<SectionEditorProps, 'onReady' | 'onShown'> & {
  readonly label: string;
  /** As it stands until then. */
  readonly text: ReactNode;
  /** Sections whose editors have been called for: they stay, whichever text they show. */
  readonly turnedTo: Set<string>;
}) {
  const { code } = rest.section;
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const turned = useRef<Pick<TurnedTo, 'anchor' | 'head' | 'played'>>({ anchor: null, head: null, played: [] });
  const [parts, setParts] = useState(() => (turnedTo.has(code) ? writingParts : null));
  const [stage, setStage] = useState<'idle' | 'fetching' | 'missing' | 'taken'>(parts ? 'taken' : 'idle');
  const [spot, setSpot] = useState<Spot>({ left: 34, top: 16 });
  // While two texts stand side by side, nothing is typed into one that may not stay.
  const takesWords = stage !== 'taken' && !(stage === 'idle' && rest.isLocked);
  useUnsavedPart(
    useMemo(
      () => ({
        count: () => (field.current?.value || turned.current.played.length > 0 ? 1 : 0),
        save: () => Promise.resolve(),
        isKept: () => false,
      }),
      [],
    ),
  );
  const turn = useCallback((): void => {
    turnedTo.add(code);
    setStage((now) => (now === 'idle' ? 'fetching' : now));
  }, [turnedTo, code]);

  useEffect(() => {
    // Turned to before the page was alive.
    if (field.current && (document.activeElement === field.current || field.current.value !== '')) turn();
  }, [turn]);
  useEffect(() => {
    if (stage !== 'fetching' || parts) return undefined;
    let isGone = false;
    fetchWriting().then(
      (there) => isGone || setParts(there),
      () => isGone || setStage('missing'),
    );
    return () => {
      isGone = true;
    };
  }, [stage, parts]);
  useEffect(() => {
    if (stage !== 'missing') return undefined;
    const retry = (): void => setStage('fetching');
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [stage]);

  const onClick = (event: MouseEvent): void => {
    if (!box.current || !field.current) return;
    const within = box.current.getBoundingClientRect();
    const pressed = { left: event.clientX - within.left, top: event.clientY - within.top };
    const [anchor, head] = selectedIn(box.current) ?? [pressed, pressed];
    turned.current = { ...turned.current, anchor, head };
    flushSync(() => {
      setSpot(pressed);
      turn();
    });
    field.current.focus({ preventScroll: true });
  };
  /** What means nothing in the field means something in the text. */
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { nativeEvent: key, currentTarget } = event;
    const isOfField = currentTarget.value !== '' || (key.key.length === 1 && !key.ctrlKey && !key.metaKey);
    if (key.isComposing || key.keyCode === 229 || isOfField || elsewhere.has(key.key)) return;
    if (key.key.toLowerCase() === 'v' || modifiers.has(key.key)) return;
    event.preventDefault();
    turned.current = { ...turned.current, played: [...turned.current.played, key] };
  };
  /** Tables and figures come along, which a field can't hold; what was typed before stays before it. */
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { clipboardData: data, currentTarget } = event;
    event.preventDefault();
    const pasted = { html: data.getData('text/html'), text: data.getData('text/plain') };
    const words = currentTarget.value;
    currentTarget.value = '';
    turned.current = { ...turned.current, played: [...turned.current.played, ...words.split(/(\n)/), pasted] };
  };
  const isComposing = useRef(false);
  const afterwards = useRef<() => void>(() => undefined);
  const onShown: SectionEditorProps['onShown'] = (editor) => {
    const take = (): void => {
      if (!box.current || !field.current || editor.isDestroyed) return;
      parts?.takeOver(editor, { ...turned.current, box: box.current, field: field.current });
      turned.current = { ...turned.current, played: [] };
      flushSync(() => setStage('taken'));
    };
    // Amid a word of an input method nothing may be taken away.
    if (isComposing.current) afterwards.current = take;
    // Not within React's own work; and keys from before the page was alive come first.
    else queueMicrotask(() => afterEarly(take));
  };
  return (
    <>
      {stage === 'missing' && <PartMissing what="part" onRetry={() => setStage('fetching')} />}
      <div className="to-write" ref={box} onPointerOver={parts ? undefined : prefetch}>
        {takesWords && (
          <textarea
            ref={field}
            className="words-to-come"
            aria-label={label}
            placeholder=" "
            rows={1}
            autoComplete="off"
            spellCheck={false}
            style={spot}
            onFocus={turn}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onCompositionStart={() => {
              isComposing.current = true;
            }}
            onCompositionEnd={() => {
              isComposing.current = false;
              // Its words are in the field once this event is over.
              setTimeout(() => afterwards.current());
            }}
          />
        )}
        {parts ? (
          <parts.SectionEditor {...rest} {...(stage === 'taken' ? {} : { onShown })} />
        ) : (
          <div className="section-editor" onClick={onClick}>
            {text}
          </div>
        )}
      </div>
    </>
  );
}

/** They lead away from the text, or are the browser's. */
const elsewhere: ReadonlySet<string> = new Set(['Tab', 'Escape', 'F5', 'F11', 'F12']);
const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

/** Where what is selected in it begins and ends, as the hand went; null where nothing is. */
function selectedIn(box: HTMLElement): readonly [Spot, Spot] | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!box.contains(anchorNode) || !box.contains(focusNode)) return null;
  const anchor = spotOf(box, anchorNode, anchorOffset);
  const head = spotOf(box, focusNode, focusOffset);
  return anchor && head && [anchor, head];
}

function spotOf(box: HTMLElement, node: Node | null, offset: number): Spot | null {
  if (!node) return null;
  const range = document.createRange();
  range.setStart(node, offset);
  const at = range.getClientRects()[0] ?? (node instanceof Element ? node.getBoundingClientRect() : undefined);
  if (!at) return null;
  const within = box.getBoundingClientRect();
  return { left: at.left - within.left, top: at.top + at.height / 2 - within.top };
}
