import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useAlive } from './fetched-part.tsx';

/** What somebody did on a page before its script had come. */
interface Early {
  /** The last button pressed, or a form sent by Enter. */
  pressed: HTMLElement | null;
  /** Fields in the order of their first change, and what was last in them. */
  readonly changed: Map<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, string>;
  readonly stop: () => void;
}

declare global {
  interface Window {
    huibaoEarly?: Early;
  }
}

/**
 * A page is seen before it is alive: what the server wrote stands there while the script is on its way, and whoever is
 * quick presses a button or types a name by then. Kept until the page can hear it. No form is sent by the browser
 * itself meanwhile, which would put its fields into the address. The server alone writes it.
 */
const script = import.meta.env.SSR
  ? `(function () {
  var changed = new Map();
  var early = { pressed: null, changed: changed, stop: function () {
    removeEventListener('click', press, true);
    removeEventListener('submit', send, true);
    removeEventListener('input', note, true);
    removeEventListener('change', note, true);
  } };
  function wait(element, event) {
    event.preventDefault();
    event.stopPropagation();
    if (early.pressed) early.pressed.removeAttribute('aria-busy');
    early.pressed = element;
    element.setAttribute('aria-busy', 'true');
  }
  function press(event) {
    var button = event.target.closest && event.target.closest('button');
    if (button && !button.closest('.lifeless')) wait(button, event);
  }
  function send(event) { wait(event.target, event); }
  function note(event) { if ('value' in event.target) changed.set(event.target, event.target.value); }
  addEventListener('click', press, true);
  addEventListener('submit', send, true);
  addEventListener('input', note, true);
  addEventListener('change', note, true);
  window.huibaoEarly = early;
})()`
  : '';

export function EarlyInput({ nonce }: { readonly nonce: string | undefined }) {
  const isAlive = useAlive();
  useEffect(() => {
    const early = window.huibaoEarly;
    if (!isAlive || !early) return;
    delete window.huibaoEarly;
    // Once all of the page has been told that it is alive.
    setTimeout(() => hear(early));
  }, [isAlive]);
  if (isAlive) return null;
  return <script suppressHydrationWarning {...(nonce ? { nonce } : {})} dangerouslySetInnerHTML={{ __html: script }} />;
}

/** Each is drawn before the next is heard, as it is when somebody types. */
function hear({ pressed, changed, stop }: Early): void {
  stop();
  for (const [field, value] of changed) if (field.isConnected) flushSync(() => change(field, value));
  if (!pressed) return;
  pressed.removeAttribute('aria-busy');
  if (!pressed.isConnected) return;
  if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
  else pressed.click();
}

/** React hears of a change only where it differs from what it found when the page came alive. */
function change(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
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
