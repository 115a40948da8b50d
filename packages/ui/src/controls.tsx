import {
  useId,
  type ButtonHTMLAttributes,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

export function Button({
  variant,
  size,
  className,
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { variant?: 'primary' | 'danger' | 'plain'; size?: 'small' }) {
  return <button type={type} className={['button', variant, size, className].filter(Boolean).join(' ')} {...rest} />;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: ReactNode;
}

function describedBy(id: string, { hint, problem }: FieldProps): string | undefined {
  return (
    [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(' ') ||
    undefined
  );
}

function Field({ id, label, hint, problem, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {problem !== undefined && (
        <span className="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </div>
  );
}

/** `after` is fixed text that belongs to what is typed. */
export function TextField({
  label,
  hint,
  problem,
  after,
  ...rest
}: FieldProps & { readonly after?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const field = { label, hint, problem };
  const described = [describedBy(id, field), after !== undefined && `${id}-after`].filter(Boolean).join(' ');
  const input = (
    <input
      id={id}
      className="input"
      aria-invalid={problem !== undefined}
      aria-describedby={described || undefined}
      {...rest}
    />
  );
  return (
    <Field id={id} {...field}>
      {after === undefined ? (
        input
      ) : (
        <span className="affixed">
          {input}
          <span className="after" id={`${id}-after`}>
            {after}
          </span>
        </span>
      )}
    </Field>
  );
}

export function TextArea({ label, hint, problem, ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const field = { label, hint, problem };
  return (
    <Field id={id} {...field}>
      <textarea
        id={id}
        className="textarea"
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy(id, field)}
        {...rest}
      />
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  problem,
  children,
  ...rest
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  const field = { label, hint, problem };
  return (
    <Field id={id} {...field}>
      <select id={id} className="select" aria-describedby={describedBy(id, field)} {...rest}>
        {children}
      </select>
    </Field>
  );
}
