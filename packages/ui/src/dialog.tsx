import { createContext, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './controls.tsx';
import { countHalfFilled } from './half-filled.ts';

/** What a dialog asks before Escape throws away what was typed into it. */
export interface DialogWords {
  readonly unsent: string;
  readonly discard: string;
  readonly goOn: string;
}

export const DialogWordsContext = createContext<DialogWords | null>(null);

/** A modal `<dialog>`: focus stays inside, Escape closes (what is half filled only when asked again), focus returns. */
export function Dialog({
  title,
  isOpen,
  onClose,
  size,
  children,
}: {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  size?: 'wide';
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const words = useContext(DialogWordsContext);
  const [leftAt, setLeftAt] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (isOpen && !element.open) {
      element.showModal();
      element.querySelector<HTMLElement>('input:not([readonly]), select, textarea')?.focus();
    }
    if (!isOpen && element.open) element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className={size ? `dialog ${size}` : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A file chooser that is given up says so too.
        if (event.target !== dialog.current || !words || leftAt || countHalfFilled(dialog.current) === 0) return;
        event.preventDefault();
        setLeftAt(document.activeElement instanceof HTMLElement ? document.activeElement : dialog.current);
      }}
      onClose={() => {
        setLeftAt(null);
        onClose();
      }}
    >
      {isOpen && (
        <>
          <h2 id={titleId}>{title}</h2>
          {children}
          {words && leftAt && (
            <div className="dialog-question" role="alert">
              <span>{words.unsent}</span>
              <Button size="small" onClick={() => dialog.current?.close()}>
                {words.discard}
              </Button>
              <Button
                size="small"
                variant="primary"
                autoFocus
                onClick={() => {
                  setLeftAt(null);
                  leftAt.focus();
                }}
              >
                {words.goOn}
              </Button>
            </div>
          )}
        </>
      )}
    </dialog>
  );
}
