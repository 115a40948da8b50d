import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

/** A list to tick, folded under its summary; closes by Escape, or by going elsewhere. */
export function CheckMenu<T extends string | number>({
  label,
  summary,
  choices,
  chosen,
  onChange,
}: {
  label: string;
  summary: ReactNode;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (menu.current && event.target instanceof Node && !menu.current.contains(event.target))
        menu.current.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const toggle = (value: T, isChosen: boolean): void =>
    onChange(choices.map((choice) => choice.value).filter((one) => (one === value ? isChosen : chosen.includes(one))));
  return (
    <details ref={menu} className="check-menu" onKeyDown={onKeyDown}>
      <summary className="select compact">
        <span className="visually-hidden">{label} </span>
        {summary}
      </summary>
      <div className="check-list" role="group" aria-label={label}>
        {choices.map((choice) => (
          <label key={choice.value} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={(event) => toggle(choice.value, event.target.checked)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </details>
  );
}
