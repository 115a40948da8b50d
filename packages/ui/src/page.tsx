import type { ReactNode } from 'react';

/** A page's title line: one h1, what stands beside it, and its actions (one of them primary at most). */
export function PageHead({ title, note, actions }: { title: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {note !== undefined && <p>{note}</p>}
      {actions !== undefined && <div className="actions no-print">{actions}</div>}
    </div>
  );
}

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** How much of a whole; `label` is what a screen reader says. */
export function Meter({ value, of, label, tone }: { value: number; of: number; label: string; tone?: 'ok' }) {
  const share = of === 0 ? 0 : Math.min(100, (100 * value) / of);
  return (
    <div
      className={tone ? `meter ${tone}` : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={of}
    >
      <span style={{ width: `${share}%` }} />
    </div>
  );
}

export type Tone = 'ok' | 'warn' | 'alert' | 'info';

export function Tag({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={tone ? `tag ${tone}` : 'tag'}>{children}</span>;
}

export function Banner({
  tone,
  children,
  end,
  role,
}: {
  tone?: Tone;
  children: ReactNode;
  end?: ReactNode;
  role?: 'status' | 'alert';
}) {
  return (
    <div className={tone ? `banner ${tone}` : 'banner'} {...(role ? { role } : {})}>
      <div className="row">{children}</div>
      {end !== undefined && <div className="end">{end}</div>}
    </div>
  );
}
