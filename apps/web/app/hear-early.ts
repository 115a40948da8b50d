import { flushSync } from 'react-dom';
import type { Early, EarlyAct, Field } from './early-input.tsx';

/** Does again what was done before the page was alive; each is drawn before the next, as it is when somebody types. */
export function hear({ pressed, changed, acts }: Early): void {
  // A grid or tree that was come to hears of that first: its keys are of the place that has the focus.
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('[role=grid] *, [role=tree] *')) {
    flushSync(() => activeElement.blur());
    flushSync(() => activeElement.focus({ preventScroll: true }));
  }
  for (const act of acts) flushSync(() => doAgain(act));
  for (const [field, value] of changed) if (field.isConnected) flushSync(() => change(field, value));
  if (!pressed) return;
  pressed.removeAttribute('aria-busy');
  if (!pressed.isConnected) return;
  if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
  else pressed.click();
}

/** React hears of a change only where it differs from what it found when the page came alive. */
function change(field: Field, value: string): void {
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    field.checked = field.type === 'checkbox' && !field.checked;
    field.click();
    return;
  }
  const isText = !(field instanceof HTMLSelectElement) && field.type !== 'file';
  if (isText) {
    field.value = field.defaultValue;
    // By the element's own, which React doesn't see.
    const native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value');
    native?.set?.call(field, value);
  } else if (field instanceof HTMLSelectElement) field.value = value;
  field.dispatchEvent(new Event(isText ? 'input' : 'change', { bubbles: true }));
}

/** What was done on a grid is done where it has come to by now; its cells may be others than the server drew. */
function doAgain(act: EarlyAct): void {
  const grid = act.in.isConnected ? act.in.closest('[role=grid]') : document.querySelector('[role=grid]');
  const active = grid?.querySelector<HTMLInputElement | HTMLTextAreaElement>('.cell-input');
  const isOfText = act.in.matches('.to-write *');
  if ('left' in act) {
    const { left, top } = act.in.getBoundingClientRect();
    const at = { clientX: left + act.left, clientY: top + act.top, bubbles: true, cancelable: true };
    act.in.dispatchEvent(new MouseEvent(act.by, at));
    return;
  }
  const target = isOfText ? act.in : (active ?? document.activeElement ?? act.in);
  if ('words' in act) {
    if (active) change(active, act.words);
    return;
  }
  // Pressed before the words that are in the field by now.
  const field = isOfText ? (act.in as HTMLTextAreaElement) : null;
  const words = field?.value ?? '';
  if (field) field.value = '';
  target.dispatchEvent(eventOf(act));
  if (field) field.value = words;
}

function eventOf(act: Extract<EarlyAct, { key: unknown } | { html: string }>): Event {
  const whole = { bubbles: true, cancelable: true };
  if ('html' in act) {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', act.text);
    if (act.html) clipboardData.setData('text/html', act.html);
    return new ClipboardEvent('paste', { ...whole, clipboardData });
  }
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = act.key;
  return new KeyboardEvent('keydown', { ...whole, key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey });
}
